from dataclasses import replace

import pytest

from sotenlp.linking.features import compare
from sotenlp.linking.measure_resolution import resolve_measures


def ids(document):
    return [measure.measure for measure in document.measures]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("asiakasvastaava-toimintamalli", "asiakasvastaavamalli"),
        ("IPC-menetelmä", "lyhytterapiamenetelmä IPC"),
        ("digilääkäri", "digilääkäripalvelu"),
        ("Omaolo", "Omaolo-palvelu"),
    ],
)
def test_repeated_mentions_share_a_measure(make_record, first, second):
    document = resolve_measures(make_record("lappi", "A", f"Alueella on [{first}].", f"Käytössä [{second}]."))
    assert len(set(ids(document))) == 1
    assert ids(document)[0].startswith("measure:lappi/")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("asiakasohjaus", "sosiaaliohjaus"),
        ("nuorten palvelupolku", "ikäihmisten palvelupolku"),
        ("IPC-menetelmä", "IPC-menetelmän koulutus"),
        ("toimintamalli", "toimintamalli"),
    ],
)
def test_different_things_stay_apart(make_record, first, second):
    document = resolve_measures(
        make_record("lappi", "A", f"Alkoi [{first}].", "Muuta.", f"Alkoi [{second}].")
    )
    assert len(set(ids(document))) == 2


def test_bare_head_is_what_was_just_named(make_record):
    document = resolve_measures(
        make_record("lappi", "A", "Syksyllä alkoi [haavahoidon pilotti].", "Se [pilotti] jatkuu.")
    )
    assert len(set(ids(document))) == 1


def test_bare_head_far_away_stays_alone(make_record):
    lines = ["Syksyllä alkoi [haavahoidon pilotti].", "Väliin.", "Lisää.", "Uusi [pilotti] jatkuu."]
    assert len(set(ids(resolve_measures(make_record("lappi", "A", *lines))))) == 2


def test_boilerplate_mentions_are_measures_of_their_own(make_record):
    record = make_record("lappi", "A", "Ohjelma tuo [sote-keskus].", "Meillä [sote-keskus] avattiin.")
    first, second = record.measures
    record = replace(record, measures=(replace(first, boilerplate=True), second))
    assert ids(resolve_measures(record)) == [
        "measure:lappi/sote-keskus-boilerplate",
        "measure:lappi/sote-keskus",
    ]


def test_document_without_measures(make_record):
    record = make_record("lappi", "A", "Ei mitään.")
    assert resolve_measures(record) == record


def test_names_of_other_heads_are_not_compared(make_record, monkeypatch):
    """A long document has many heads: the work must not grow with the square of its names."""
    compared = []

    def count(left, right, weights):
        compared.append((left.head, right.head))
        return compare(left, right, weights)

    monkeypatch.setattr("sotenlp.linking.measure_resolution.compare", count)
    heads = ["neuvola", "päivystys", "kuntoutus", "chat", "seula", "kirjaaminen", "perehdytys", "kotiutus"]
    kinds = ["kunnan", "kylän", "saaren", "laakson"]
    resolve_measures(make_record("lappi", "A", *(f"[{kind} {head}]." for head in heads for kind in kinds)))
    assert compared
    assert all(left == right for left, right in compared)
    assert len(compared) <= len(heads) * len(kinds) ** 2 / 2
