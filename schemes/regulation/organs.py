"""Rule kinds about the award itself: who runs it, who may apply, what is awarded, in what order."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from .eligibility import ApplicantKind
from .open import Count, Name, Number, OpenParameter, Whole
from .stages import StageKind
from .text import Term, Text

Quota = Count
PeriodUnit = Literal["working_days", "calendar_days"]


class Statement(Term):
    """A principle without a term to compute; shown and cited."""

    kind: Literal["statement"]


class Body(Term):
    key: Literal["committee", "office", "approver", "observer", "member_unit"]
    name: Text


class Bodies(Term):
    """The bodies of the award and their names."""

    kind: Literal["bodies"]
    bodies: tuple[Body, ...]


class Applicants(Term):
    """Who may apply."""

    kind: Literal["applicants"]
    kinds: tuple[ApplicantKind, ...]


class Cycle(Term):
    """How often the award is given."""

    kind: Literal["cycle"]
    every_years: Annotated[int, Field(ge=1)]


class Tier(Term):
    """An award of the regulation. ``draws_from`` names the tier whose non-winners feed this one (HZ-12)."""

    kind: Literal["tier"]
    key: Name
    name: Text
    quota: Quota
    target: Count = 0
    cap_individuals: Count | None = None
    own_applications: bool = False
    draws_from: str | None = None
    needs_passed: StageKind | None = None


class RecommenderKind(Term):
    key: Name
    name: Text


class Call(Term):
    """The edition is announced before applications are taken, in these media where the text names any."""

    kind: Literal["call"]
    media: tuple[Text, ...] = ()


class ExpertConditions(Term):
    """What a member of the expert pool must meet, and what is preferred: a mark, never a score."""

    kind: Literal["expert_conditions"]
    required: tuple[Text, ...]
    preferred: tuple[Text, ...] = ()


class Recommenders(Term):
    """Which kinds of unit recommend, and how many signed opinions are needed."""

    kind: Literal["recommenders"]
    units: tuple[RecommenderKind, ...]
    needed: Count = 1


class Standard(Term):
    """The scoring framework and its total."""

    kind: Literal["standard"]
    framework: str
    total: Count


class Stage(Term):
    """One stage: the clause that orders it and how long offices usually plan for it (our data)."""

    kind: StageKind
    clause: str
    name: Text
    plan_days: Count = 14


class Procedure(Term):
    """The stages in order."""

    kind: Literal["procedure"]
    stages: tuple[Stage, ...]


class NoticePeriod(Term):
    """A public notice: its shortest length and what failing it means; length and unit may be open."""

    kind: Literal["notice_period"]
    stage: StageKind
    unit: PeriodUnit | OpenParameter
    at_least: Whole
    first_day: Literal["day_after", "same_day"] = "day_after"
    media: tuple[str, ...] = ()
    on_upheld: Literal["disqualified", "award_lost", "investigated"]
    replacement: bool = False


class WrittenResult(Term):
    """Whoever fails in these stages is told in writing before the stage closes."""

    kind: Literal["written_result"]
    stages: tuple[StageKind, ...]


class Consultation(Term):
    """Departments or the committee's member units are asked for facts or opinions in a stage."""

    kind: Literal["consultation"]
    stage: StageKind
    whom: Literal["departments", "member_units"] = "departments"
    asks: Text


class PanelRule(Term):
    """Who reviews in a stage."""

    kind: Literal["panel"]
    stages: tuple[StageKind, ...]
    at_least: Count
    at_most: Count | None = None
    leader: bool = True
    trade_expert: bool = False
    drawn: Literal["random", "appointed"]
    pool: Text


class StageReport(Term):
    """A report that a stage must end with; the applicant may have to confirm it; ``due_days`` after the visit."""

    kind: Literal["stage_report"]
    stage: StageKind
    confirmed_by_applicant: bool = False
    due_days: Whole | None = None


class PublicPresentation(Term):
    """Presentations: who scores, and whether the public may attend."""

    kind: Literal["presentation"]
    scorers: Literal["member_units", "experts"]
    public: bool = False


class Shortlist(Term):
    """How many go on to a stage: ratio × planned winners, rounded down."""

    kind: Literal["shortlist"]
    stage: StageKind
    ratio: Annotated[Decimal, Field(gt=0)]


class Weights(Term):
    """Shares of the stage scores in percent."""

    kind: Literal["weights"]
    weights: dict[StageKind, Number]


class MinimumScore(Term):
    """A winner of the tier has at least this many points."""

    kind: Literal["minimum_score"]
    tier: str
    at_least: Number


class Ballot(Term):
    """The committee votes; voters, quorum, majority and secrecy may be open."""

    kind: Literal["ballot"]
    stage: StageKind
    quorum: Whole
    majority: Number
    secret: bool | OpenParameter
    voters: str | OpenParameter | None = None


class Approval(Term):
    """Who approves, and whether a signature or document number is needed."""

    kind: Literal["approval"]
    document_number: bool = True
    signature: bool = False


class Emphasis(Term):
    """Trades or traits that are encouraged: shown, never scored."""

    kind: Literal["emphasis"]
    marks: tuple[Text, ...]


class InForce(Term):
    """The clause that says when the regulation begins and ends (the days stand in its identity)."""

    kind: Literal["in_force"]
    replaces: str | None = None
