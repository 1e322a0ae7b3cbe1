from __future__ import annotations

from sotenlp.annotation import GoalScore, Measure, Sentence
from sotenlp.answers import pick_model
from sotenlp.evaluation.goals import evaluate_texts, gold_texts
from sotenlp.goals.explanation import evidence
from sotenlp.goals.table import LabelledText
from sotenlp.schema import GoalBasis

TEXTS = [
    LabelledText("Hoitoon pääsee samana päivänä.", frozenset({"1"})),
    LabelledText("Kuva 1", frozenset()),
    LabelledText("Kustannukset laskivat.", frozenset({"3"})),
]


def test_figures_count_what_is_right() -> None:
    result = evaluate_texts(TEXTS, pick_model())
    assert [item.is_right for item in result.items] == [True, True, False]
    assert result.figures["goals.exact"] == 0.6667
    assert result.figures["goals.micro_f1"] == 0.5
    assert 0 <= result.figures["goals.calibration_error"] <= 1
    assert result.figures["goals.errors"] == 0.6667


def test_surroundings_help_a_text_that_says_little_and_can_be_left_out() -> None:
    text = "Toimintaa on laajennettu."
    around = LabelledText(
        text,
        frozenset({"1"}),
        heading="Hoitoon pääsyn nopeuttaminen",
        before="Jonot lyhenivät, ja puhelimeen vastataan heti.",
        after="Etälääkäri ottaa vastaan samana päivänä.",
    )
    (helped,) = evaluate_texts([around], pick_model()).items
    (alone,) = evaluate_texts([around], pick_model(), text_only=True).items
    (bare,) = evaluate_texts([LabelledText(text, frozenset({"1"}))], pick_model()).items
    assert "1" in helped.found
    assert alone == bare


def test_gold_sentences_become_labelled_texts() -> None:
    gold = {
        "doc": "a",
        "sentences": [{"text": "x", "goals": [1], "goals_also": [3]}, {"text": "y", "goals": []}],
    }
    assert gold_texts([gold]) == [
        LabelledText("x", frozenset({"1"}), frozenset({"3"}), doc="a"),
        LabelledText("y", frozenset(), doc="a"),
    ]


def sentence(
    goals: tuple[int, ...], first: float, fifth: float, basis=GoalBasis.PREDICTED, **more
) -> Sentence:
    """A sentence with its goals and the probabilities of goals 1 and 5."""
    return Sentence(0, 1, 0, goals=GoalScore(goals, (first, 0.0, 0.0, 0.0, fifth), basis), **more)


def test_the_sentences_that_carry_a_goal_are_named() -> None:
    sentences = [
        sentence((1,), 0.6, 0.1),
        sentence((), 0.1, 0.1),
        sentence((5,), 0.2, 0.3, GoalBasis.STATED),
        sentence((1, 5), 0.9, 0.5),
        sentence((1,), 1.0, 0.0, boilerplate=True),
    ]
    first, second = evidence(sentences)
    assert (first.goal, first.score, first.sentences) == (1, 0.5, (3, 0))
    assert (second.goal, second.score, second.sentences) == (5, 0.5, (2, 3))
    measure = Measure(0, 1, "chat", "chat", sentence=2)
    (only,) = evidence(sentences, measures=[measure])
    assert (only.goal, only.score, only.sentences) == (5, 1.0, (2,))
