"""The closed label sets of sotenlp: every value that an annotation field may take.

The values are those of the annotation guidelines of the programme's project texts;
the Finnish term of each set stands in its docstring.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

SCHEMA_VERSION = 1
"""Version of the record format of ``documents.jsonl``."""


class Goal(IntEnum):
    """The five national goals (hyötytavoitteet) of the programme.

    1 saatavuus, oikea-aikaisuus ja jatkuvuus; 2 ehkäisevä ja ennakoiva työ; 3 laatu ja
    vaikuttavuus; 4 monialaisuus ja yhteentoimivuus; 5 kustannusten nousun hillintä.
    """

    ACCESS = 1
    PREVENTION = 2
    QUALITY = 3
    INTEGRATION = 4
    COSTS = 5


class GoalBasis(StrEnum):
    """What a goal label rests on: the page says it, or a model predicted it."""

    STATED = "stated"
    PREDICTED = "predicted"


class Status(StrEnum):
    """The furthest stage (vaihe) that the text states for a measure."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    PILOTED = "piloted"
    ADOPTED = "adopted"
    ESTABLISHED = "established"
    DISCONTINUED = "discontinued"
    UNSPECIFIED = "unspecified"


STAGES = (
    Status.UNSPECIFIED,
    Status.PLANNED,
    Status.ONGOING,
    Status.PILOTED,
    Status.ADOPTED,
    Status.ESTABLISHED,
    Status.DISCONTINUED,
)
"""The stages of a measure's life in their order."""


class ActorRole(StrEnum):
    """The role (rooli) of an actor: hallinnoija, osatoteuttaja, rahoittaja, kumppani, yhteystaho."""

    COORDINATOR = "coordinator"
    IMPLEMENTER = "implementer"
    FUNDER = "funder"
    PARTNER = "partner"
    CONTACT = "contact"
    MENTIONED = "mentioned"


class ActorType(StrEnum):
    """The type (toimijatyyppi) of an actor."""

    WELLBEING_AREA = "wellbeing_area"
    JOINT_AUTHORITY = "joint_authority"
    HOSPITAL_DISTRICT = "hospital_district"
    MUNICIPALITY = "municipality"
    REGIONAL_COUNCIL = "regional_council"
    MINISTRY = "ministry"
    AGENCY = "agency"
    EDUCATION = "education"
    NGO = "ngo"
    COMPANY = "company"
    PARISH = "parish"
    UNIT = "unit"
    NETWORK = "network"
    PROJECT = "project"
    OTHER = "other"


class IndicatorKind(StrEnum):
    """What an indicator (mittari) tells: lähtötaso, tavoitetaso, tulos, or a mere name."""

    BASELINE = "baseline"
    TARGET = "target"
    RESULT = "result"
    NAMED = "named"


class TargetCode(StrEnum):
    """Target groups (kohderyhmät): the people a service is for."""

    CHILDREN = "children"
    YOUTH = "youth"
    FAMILIES = "families"
    WORKING_AGE = "working_age"
    OLDER = "older"
    DISABLED = "disabled"
    MENTAL_HEALTH_SUBSTANCE = "mental_health_substance"
    FREQUENT_USERS = "frequent_users"
    NEET = "neet"
    WORK_ABILITY = "work_ability"
    CARERS = "carers"
    PATIENTS = "patients"
    RESIDENTS = "residents"
    STAFF = "staff"


class SectionRole(StrEnum):
    """What a section of a page is about."""

    IDENTITY = "identity"
    BACKGROUND = "background"
    NEEDS = "needs"
    AIMS = "aims"
    PLANNED_RESULTS = "planned_results"
    ACTIVITIES = "activities"
    OUTCOMES = "outcomes"
    EFFECTS = "effects"
    MEASUREMENT = "measurement"
    PRIOR_SOLUTIONS = "prior_solutions"
    CONDITIONS = "conditions"
    EVALUATION = "evaluation"
    COSTS = "costs"
    CONTINUATION = "continuation"
    CONTACT = "contact"
    ATTACHMENTS = "attachments"
    OTHER = "other"


class PageKind(StrEnum):
    """Kinds of pages. A kehittämisen polku page is a part of a toimintamalli."""

    KOKONAISUUS = "kokonaisuus"
    TOIMINTAMALLI = "toimintamalli"
    OMA_ARVIOINTI = "oma-arviointi"


class Programme(StrEnum):
    """Programmes: Tulevaisuuden sosiaali- ja terveyskeskus, and Suomen kestävän kasvun ohjelma."""

    TULSOTE = "tulsote"
    RRP = "rrp"


class BlockKind(StrEnum):
    """The kind of one layout block of a text: a line, a list item, a table cell, a paragraph."""

    HEADING = "heading"
    LABEL = "label"
    VALUE = "value"
    ITEM = "item"
    CELL = "cell"
    PARAGRAPH = "paragraph"


class NodeKind(StrEnum):
    """Kinds of nodes in the knowledge graph."""

    REGION = "region"
    PROJECT = "project"
    DOCUMENT = "document"
    MEASURE = "measure"
    PRACTICE = "practice"
    ACTOR = "actor"
    INDICATOR = "indicator"
    GOAL = "goal"
    TARGET = "target"


class EdgeBasis(StrEnum):
    """What an edge of the graph rests on."""

    TEXT = "text"
    VOCABULARY = "vocabulary"
    COMPUTED = "computed"


class Predicate(StrEnum):
    """Predicates of the knowledge graph's edges."""

    IN_REGION = "in_region"
    DESCRIBES = "describes"
    CARRIES_OUT = "carries_out"
    INSTANCE_OF = "instance_of"
    ADVANCES = "advances"
    MEASURED_BY = "measured_by"
    FOR_TARGET = "for_target"
    TAKES_PART = "takes_part"
    MENTIONED_IN = "mentioned_in"
    SIMILAR_TO = "similar_to"
    SUCCEEDED_BY = "succeeded_by"
