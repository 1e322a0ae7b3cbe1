from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sotenlp.errors import InputError
from sotenlp.goals.persistence import load_model
from sotenlp.goals.recipes import train_table
from sotenlp.goals.scoring import GoalItem
from sotenlp.goals.table import LabelledText, read_labelled, to_examples
from sotenlp.goals.training import Example, abstention, means_by_page, scheme_of, train


def examples() -> list[Example]:
    """Texts of two labels in eight groups."""
    return [
        Example([f"l:{word}", f"l:muu{number}"], frozenset(labels), group=f"g{number % 8}")
        for number in range(24)
        for word, labels in (("jono", {"1"}), ("meno", {"5"}), ("kuva", set()))
    ]


def test_folds_give_calibrated_probabilities_of_texts_not_seen() -> None:
    trained = train(examples(), ("1", "5"))
    assert (trained.alone[0::3, 0] > 0.8).all()
    assert (trained.alone[1::3, 1] > 0.8).all()
    assert (trained.alone[2::3] < 0.2).all()
    assert trained.model.labels == ("1", "5")


def test_without_surroundings_the_context_adds_nothing() -> None:
    trained = train(examples(), ("1", "5"))
    assert (trained.model.context.own, trained.model.context.section) == (1.0, 0.0)
    np.testing.assert_allclose(trained.in_context, trained.alone)


def test_one_text_is_not_enough() -> None:
    with pytest.raises(ValueError, match="at least two"):
        train(examples()[:1], ("1", "5"))


def test_surroundings_are_the_section_of_a_text(tmp_path: Path) -> None:
    text = LabelledText("Se on testattu.", frozenset({"1"}), heading="Jonot", after="Jonot lyhenivät.")
    found = to_examples([text, LabelledText("Menot.", frozenset({"5"}))])
    assert [e.wanted for e in found] == [{"1"}, None, None, {"5"}]
    assert found[0].page == found[1].page != ""
    assert found[3].page == ""
    means = means_by_page(found, np.array([[0.0], [0.6], [0.2], [0.9]]))
    assert means[0, 0] == pytest.approx(0.4)
    assert means[3, 0] == 0.0
    assert len(to_examples([text], surroundings=False)) == 1


def test_a_scheme_is_the_five_goals_or_what_occurs() -> None:
    assert scheme_of(["4", "1"]) == ("1", "2", "3", "4", "5")
    assert scheme_of(["p2", "p1", "p2"]) == ("p1", "p2")


def test_abstention_counts_the_errors_of_what_is_left() -> None:
    items = [GoalItem({1}, (), {1}), GoalItem({1}, (), {2}), GoalItem((), {3}, {3})]
    found = abstention(items, np.array([0.9, 0.1, 0.8]), 0.5)
    assert found == {"goals.abstained": 0.3333, "goals.errors": 0.6667, "goals.errors_certain": 0.0}


def test_a_table_is_read_with_what_is_not_judged_yet(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(
        "\ufefftext;goals;goals_also;heading;doc\nJonot.;1, 4;;Otsikko;a\nMuu.;?;;;\nKuva.;;2;;\n",
        encoding="utf-8",
    )
    table = read_labelled(path)
    assert table.unfilled == 1
    assert table.texts[1] == LabelledText("Kuva.", frozenset(), frozenset({"2"}))
    assert table.texts[0].goals == {"1", "4"}
    assert (table.texts[0].heading, table.texts[0].doc) == ("Otsikko", "a")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,luokka\nJonot,1\n", "no column goals among text, luokka"),
        ("nro\n1\n", "no column text and goals"),
        ("text,goals\nJonot,?\n", "no judged texts"),
        ('text,goals\n"Jonot,1\n', "broken"),
    ],
)
def test_tables_that_cannot_be_used_are_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_labelled(path)


def test_a_user_trains_a_scheme_of_their_own(tmp_path: Path) -> None:
    rows = "".join(
        f"Jono {n},pääsy,d{n % 6}\nMenot {n},raha,d{n % 6}\nKuva {n},,d{n % 6}\n" for n in range(20)
    )
    (tmp_path / "data.csv").write_text(f"text,goals,doc\n{rows}", encoding="utf-8")
    report = train_table(tmp_path / "data.csv", tmp_path / "model")
    assert (report.labels, report.texts, report.unfilled) == (("pääsy", "raha"), 60, 0)
    assert report.figures["goals.micro_f1"] == 1.0
    model = load_model(tmp_path / "model")
    assert model.hash == report.hash
    assert model.card["data"] == "data.csv"
    assert model.classifier.predict(["Pitkä jono"]).tolist() == [[1, 0]]


def test_a_table_without_any_label_is_too_little(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("text,goals\nKuva,\nKuvio,\n", encoding="utf-8")
    with pytest.raises(InputError, match="too little to learn from"):
        train_table(tmp_path / "data.csv", tmp_path / "model")
