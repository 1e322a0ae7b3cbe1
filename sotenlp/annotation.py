"""What sotenlp finds in a document: frozen results that know nothing of spaCy.

All offsets are Unicode code points into the document's text, half-open. Ids are unique in a
document: a letter for the label, then the offsets ("m120-141").
"""

from __future__ import annotations

from dataclasses import dataclass

from sotenlp.schema import ActorRole, ActorType, GoalBasis, IndicatorKind, Status, TargetCode


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a statement stands on.

    Attributes:
        doc: Id of the document.
        start: Start of the quote.
        end: End of the quote.
        quote: The words, ``text[start:end]``.
    """

    doc: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class GoalScore:
    """Scores of a text on the five national goals.

    Attributes:
        goals: Numbers of the goals, the best first; empty for none.
        scores: Probability of each goal 1-5, in that order.
        basis: Whether the page states the goals or a model predicted them.
        abstained: Whether the model held its answer to be too uncertain.
    """

    goals: tuple[int, ...] = ()
    scores: tuple[float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0)
    basis: GoalBasis = GoalBasis.PREDICTED
    abstained: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or bullet.

    Attributes:
        start: Start of the sentence.
        end: End of the sentence.
        section: Index of its section.
        goals: Goals of the sentence.
        boilerplate: Whether other projects' pages have it nearly word for word.
        language: ISO 639-1 code of its language, "und" where undetermined.
    """

    start: int
    end: int
    section: int
    goals: GoalScore = GoalScore()
    boilerplate: bool = False
    language: str = "fi"


@dataclass(frozen=True, slots=True)
class Measure:
    """One mention of a measure (toimenpide, toimintamalli, käytäntö).

    Attributes:
        start: Start of the noun phrase that names it.
        end: End of the noun phrase.
        text: The words, as written.
        name: Name for a table, in the nominative.
        status: The furthest stage that the text states for it here.
        status_basis: "stated" where the words around this mention tell the stage, "inherited" where it
            was taken over from other mentions of the page.
        targets: Target groups that the text ties to it.
        sentence: Index of its sentence.
        section: Index of its section.
        measure: Id of the project's measure that it is a mention of, or "".
        as_of: ISO date or interval that the statement is about, or None.
        goals: Goals that it advances.
        modality: "stated", "conditional", "uncertain" or "out_of_scope".
        confidence: How sure the extractor is, 0-1.
        boilerplate: Whether it stands in a boilerplate sentence.
    """

    start: int
    end: int
    text: str
    name: str
    status: Status = Status.UNSPECIFIED
    targets: tuple[TargetCode, ...] = ()
    sentence: int = -1
    section: int = -1
    measure: str = ""
    as_of: str | None = None
    goals: GoalScore = GoalScore()
    modality: str = "stated"
    confidence: float = 1.0
    boilerplate: bool = False
    status_basis: str = "stated"

    @property
    def id(self) -> str:
        """Id of the mention, unique in its document."""
        return f"m{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of an actor (toimija): an organisation, unit, network or collective.

    Attributes:
        start: Start of the mention.
        end: End of the mention.
        text: The words, as written.
        name: Canonical name in the nominative.
        role: Role in the project or sentence.
        role_basis: "stated" where the words or the field tell the role, "inferred" where it follows from
            the kind of page or organisation.
        type: Type of the organisation.
        generic: Whether it is a collective ("alueen kunnat").
        actor: Id of the organisation over all documents, or "".
        measures: Ids of the measures that the text ties it to.
        sentence: Index of its sentence.
    """

    start: int
    end: int
    text: str
    name: str
    role: ActorRole = ActorRole.MENTIONED
    type: ActorType = ActorType.OTHER
    generic: bool = False
    actor: str = ""
    measures: tuple[str, ...] = ()
    sentence: int = -1
    role_basis: str = "stated"

    @property
    def id(self) -> str:
        """Id of the mention, unique in its document."""
        return f"a{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One mention of an indicator (mittari, tunnusluku).

    Attributes:
        start: Start of the quantity, or of what is measured and the quantity together.
        end: End of it.
        text: The words, as written.
        name: What is measured, nominative.
        kind: Baseline, target, result, or named without a value.
        value: The number or number word as written, with "%" but no other unit; None without value.
        unit: Unit as one writes it after a number: "vuorokautta", "€/kk", "asiakasta"; None without.
        window: Time window such as "7 vrk"; None without.
        period: Period that the value is about, such as "2022"; None without.
        number: The value as a number (shares as fractions: 85 % is 0.85); None without.
        low: Lower end of a range; None without.
        high: Upper end of a range; None without.
        measures: Ids of the measures it is tied to.
        sentence: Index of its sentence.
    """

    start: int
    end: int
    text: str
    name: str
    kind: IndicatorKind = IndicatorKind.NAMED
    value: str | None = None
    unit: str | None = None
    window: str | None = None
    period: str | None = None
    number: float | None = None
    low: float | None = None
    high: float | None = None
    measures: tuple[str, ...] = ()
    sentence: int = -1

    @property
    def id(self) -> str:
        """Id of the mention, unique in its document."""
        return f"i{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Target:
    """One mention of a target group (kohderyhmä).

    Attributes:
        start: Start of the mention.
        end: End of the mention.
        text: The words, as written.
        code: Code of the group.
        sentence: Index of its sentence.
    """

    start: int
    end: int
    text: str
    code: TargetCode
    sentence: int = -1

    @property
    def id(self) -> str:
        """Id of the mention, unique in its document."""
        return f"t{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class PracticeMember:
    """The mentions of one project's measure in one document that belong to a practice.

    Attributes:
        doc: Id of the document.
        area: Wellbeing services county of the document, or None.
        measure: Id of the project's measure.
        mentions: Ids of the mentions.
    """

    doc: str
    area: str | None
    measure: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice (käytäntö) that one or more projects have.

    Attributes:
        id: "practice:<slug>-<hash>".
        name: Name for a table.
        members: Where it is described, in text order of the documents.
    """

    id: str
    name: str
    members: tuple[PracticeMember, ...]


@dataclass(frozen=True, slots=True)
class PracticeLink:
    """Two measures of different projects that are joined, or merely alike.

    Attributes:
        left: Id of one measure.
        right: Id of the other.
        score: Similarity, 0-1.
        reasons: Why, each a short phrase.
        joined: Whether the two are held to be the same practice.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    joined: bool
