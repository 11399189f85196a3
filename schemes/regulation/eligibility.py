"""Rule kinds that decide whether an applicant may apply. Each names the form's answers it reads."""

from decimal import Decimal
from typing import Literal

from .open import Count, Whole
from .text import Term, Text

ApplicantKind = Literal["organisation", "individual"]


class When(Term):
    """A rule applies only where an answer has a value (industrial, exporter, for profit …)."""

    fact: str
    equals: bool | str


class Criterion(Term):
    """What every eligibility rule carries: whom it concerns and its own short name."""

    label: Text
    applies_to: tuple[ApplicantKind, ...] = ("organisation",)
    tiers: tuple[str, ...] = ()
    when: When | None = None


class LocatedIn(Criterion):
    """The registered area, an answer, lies in the regulation's area."""

    kind: Literal["located_in"]
    fact: str
    areas: tuple[str, ...]


class YearsSince(Criterion):
    """At least ``years`` full years have passed since a date answer."""

    kind: Literal["years_since"]
    fact: str
    years: Count


class YearsAtLeast(Criterion):
    """A declared number of years reaches ``years``."""

    kind: Literal["years_at_least"]
    fact: str
    years: Count


class Answered(Criterion):
    """A yes/no or choice answer has the value that the article asks for."""

    kind: Literal["answered"]
    fact: str
    equals: bool | str = True


class CountAtLeast(Criterion):
    """A declared count reaches a number."""

    kind: Literal["count_at_least"]
    fact: str
    at_least: Count


class HoldsCertificate(Criterion):
    """A certificate of one of the types is valid on the day and has been effective for years."""

    kind: Literal["certificate"]
    types: tuple[str, ...]
    effective_years: Count = 0


class NoEvent(Criterion):
    """No event of the kinds lies within the look-back window of ``years`` before the day."""

    kind: Literal["no_event"]
    events: tuple[str, ...]
    years: Count


class GradeAtLeast(Criterion):
    """A grade answer is ``at_least`` on a scale given from worst to best."""

    kind: Literal["grade_at_least"]
    fact: str
    scale: tuple[str, ...]
    at_least: str


class Rising(Criterion):
    """A yearly series rises strictly over its last ``years`` values."""

    kind: Literal["rising"]
    fact: str
    years: Count


class ProfitOrGrowth(Criterion):
    """Profit above zero in each of the last ``years``, or revenue and profit both growing over them."""

    kind: Literal["profit_or_growth"]
    profit: str
    revenue: str
    years: Count


class InternalPublicity(Criterion):
    """The application was published inside the organisation for at least that many working days."""

    kind: Literal["internal_publicity"]
    from_fact: str
    to_fact: str
    objections_fact: str
    working_days: Count


class Judged(Criterion):
    """Left to an officer's judgement: never decided by the machine."""

    kind: Literal["judged"]
    asks: Text
    facts: tuple[str, ...] = ()


class OrganisationMeets(Criterion):
    """An individual who heads an organisation: that organisation must meet these clauses."""

    kind: Literal["organisation_meets"]
    clauses: tuple[str, ...]


class NotHolding(Criterion):
    """Holders of the named levels of award may not apply (declared, and looked up)."""

    kind: Literal["not_holding"]
    levels: tuple[str, ...]
    fact: str


class Reapplication(Criterion):
    """When a winner of the tiers may apply again, and what a repeat award is worth."""

    kind: Literal["reapplication"]
    after_tiers: tuple[str, ...]
    after_years: Whole | None = None
    after_editions: Count | None = None
    outside_quota: bool = False
    prize: bool = True


class NotBanned(Criterion):
    """No ban that reaches this award is running."""

    kind: Literal["not_banned"]


EligibilityRule = (
    LocatedIn
    | YearsSince
    | YearsAtLeast
    | Answered
    | CountAtLeast
    | HoldsCertificate
    | NoEvent
    | GradeAtLeast
    | Rising
    | ProfitOrGrowth
    | InternalPublicity
    | Judged
    | OrganisationMeets
    | NotHolding
    | Reapplication
    | NotBanned
)
Points = Decimal
