from dataclasses import replace

import pytest

from sotenlp.annotation import Actor
from sotenlp.document import Metadata
from sotenlp.linking.actor_resolution import resolve_actors
from sotenlp.schema import ActorType


def resolved(record, *actors, **meta):
    record = replace(record, actors=actors, meta=replace(record.meta, **meta))
    return [actor.actor for actor in resolve_actors([record])[0].actors]


def actor(name, type=ActorType.OTHER, *, generic=False, start=0):
    return Actor(start, start + len(name), name, name, type=type, generic=generic)


@pytest.fixture
def record(make_record):
    return make_record("d", "Etelä-Savon hyvinvointialue", "Teksti.")


def test_alias_and_full_name_are_one(record):
    names = ("Essote", "Etelä-Savon sosiaali- ja terveyspalvelujen kuntayhtymä")
    first, second = resolved(record, *(actor(name, ActorType.JOINT_AUTHORITY) for name in names))
    assert first == second == "actor:essote"


def test_successor_is_another_organisation(record):
    first, second = resolved(
        record,
        actor("Essote", ActorType.JOINT_AUTHORITY),
        actor("Etelä-Savon hyvinvointialue", ActorType.WELLBEING_AREA),
    )
    assert first != second


@pytest.mark.parametrize(
    ("modified", "id"),
    [
        ("3.5.2021", "actor:siun-sote"),
        ("09.10.2023", "actor:pohjois-karjalan-hyvinvointialue"),
        (None, "actor:siun-sote"),
    ],
)
def test_shared_short_name_is_read_by_date(record, modified, id):
    assert resolved(record, actor("Siun sote"), modified=modified) == [id]


def test_shared_short_name_is_read_by_type(record):
    found = resolved(record, actor("Siun sote", ActorType.WELLBEING_AREA), modified="3.5.2021")
    assert found == ["actor:pohjois-karjalan-hyvinvointialue"]


def test_short_name_in_brackets_is_the_long_name(make_record):
    record = make_record("d", "A", "Kylien Apu -yhdistys (KyAp) auttaa.")
    long, short = "Kylien Apu -yhdistys", "KyAp"
    found = resolved(record, actor(long, ActorType.NGO), actor(short, ActorType.NGO, start=22))
    assert found == ["actor:kylien-apu-yhdistys"] * 2


def test_collectives_are_those_of_their_county(record, make_record):
    other = make_record("e", "Lapin hyvinvointialue", "Teksti.")
    collective = actor("kunnat", ActorType.MUNICIPALITY, generic=True)
    assert resolved(record, collective) == ["actor:etela-savon-hyvinvointialue/kunnat"]
    assert resolved(other, collective) == ["actor:lapin-hyvinvointialue/kunnat"]


def test_municipality_under_its_names(record):
    names = ("Hattulan kunta", "Hattula")
    assert set(resolved(record, *(actor(n, ActorType.MUNICIPALITY) for n in names))) == {
        "actor:hattulan-kunta"
    }


def test_unit_without_a_name_of_its_own_is_local(record):
    assert resolved(record, actor("kotihoito", ActorType.UNIT)) == [
        "actor:etela-savon-hyvinvointialue/kotihoito"
    ]


def test_unknown_organisation_has_its_own_name(record):
    assert resolved(record, actor("Kylätoimintakeskus Mansikka ry", ActorType.NGO), area=None) == [
        "actor:kylatoimintakeskus-mansikka"
    ]


def test_meta_may_be_empty(record):
    found = resolved(replace(record, meta=Metadata()), actor("kunnat", generic=True))
    assert found == ["actor:d/kunnat"]
