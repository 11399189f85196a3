"""Which of the form's answers an eligibility rule reads, and what kind of question must ask for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from schemes.regulation.eligibility import (
    Answered,
    CountAtLeast,
    Criterion,
    GradeAtLeast,
    HoldsCertificate,
    InternalPublicity,
    Judged,
    LocatedIn,
    NoEvent,
    NotHolding,
    ProfitOrGrowth,
    Rising,
    When,
    YearsAtLeast,
    YearsSince,
)
from schemes.regulation.forms import Form, Question


@dataclass(frozen=True, kw_only=True)
class Need:
    """An answer: its key (None: any question of the type), the types that can give it, the choices it must offer."""

    types: tuple[str, ...] = ()
    fact: str | None = None
    offered: tuple[str, ...] = ()
    years: int = 0

    def met_by(self, question: Question) -> bool:
        """Whether a question asks for it."""
        offers = {choice.value for choice in question.choices}
        right = (self.fact in (None, question.key)) and (not self.types or question.type in self.types)
        return right and set(self.offered) <= offers and question.years >= self.years

    def __str__(self) -> str:
        what = self.fact or "/".join(self.types)
        kind = f" of type {' or '.join(self.types)}" if self.fact and self.types else ""
        offered = f" offering {', '.join(self.offered)}" if self.offered else ""
        return f"{what}{kind}{offered}{f' for {self.years} years' if self.years else ''}"


def needs(rule: Criterion) -> Iterator[Need]:
    """Everything a rule reads, its condition included."""
    yield from _reads(rule)
    if rule.when:
        yield condition(rule.when)


def condition(when: When) -> Need:
    """What a condition reads."""
    return _equals(when.fact, when.equals)


def readers(question: Question, rules: Iterator[tuple[str, Criterion]]) -> tuple[str, ...]:
    """IDs of the clauses whose rules read a question, each once."""
    return tuple(dict.fromkeys(id for id, rule in rules if any(_reads_it(need, question) for need in needs(rule))))


def unasked(form: Form, rule: Criterion) -> list[Need]:
    """What a rule reads and a form doesn't ask."""
    return [need for need in needs(rule) if not any(need.met_by(question) for question in form.questions())]


def _reads_it(need: Need, question: Question) -> bool:
    return need.fact == question.key if need.fact else need.met_by(question)


def _equals(fact: str, value: bool | str) -> Need:
    if isinstance(value, bool):
        return Need(fact=fact, types=("yes_no",))
    return Need(fact=fact, types=("choice",), offered=(value,))


@singledispatch
def _reads(rule: Criterion) -> Iterator[Need]:
    yield from ()


@_reads.register
def _(rule: LocatedIn) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("choice",), offered=rule.areas)


@_reads.register
def _(rule: YearsSince) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("date",))


@_reads.register
def _(rule: YearsAtLeast) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("whole",))


@_reads.register
def _(rule: Answered) -> Iterator[Need]:
    yield _equals(rule.fact, rule.equals)


@_reads.register
def _(rule: CountAtLeast) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("whole",))


@_reads.register
def _(rule: HoldsCertificate) -> Iterator[Need]:
    yield Need(types=("certificates",), offered=rule.types)


@_reads.register
def _(rule: NoEvent) -> Iterator[Need]:
    yield Need(types=("events",), offered=rule.events)


@_reads.register
def _(rule: GradeAtLeast) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("choice",), offered=rule.scale)


@_reads.register
def _(rule: Rising) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("series",), years=rule.years)


@_reads.register
def _(rule: ProfitOrGrowth) -> Iterator[Need]:
    yield Need(fact=rule.profit, types=("series",), years=rule.years)
    yield Need(fact=rule.revenue, types=("series",), years=rule.years)


@_reads.register
def _(rule: InternalPublicity) -> Iterator[Need]:
    yield Need(fact=rule.from_fact, types=("date",))
    yield Need(fact=rule.to_fact, types=("date",))
    yield Need(fact=rule.objections_fact, types=("yes_no",))


@_reads.register
def _(rule: Judged) -> Iterator[Need]:
    yield from (Need(fact=fact) for fact in rule.facts)


@_reads.register
def _(rule: NotHolding) -> Iterator[Need]:
    yield Need(fact=rule.fact, types=("awards_held",), offered=rule.levels)
