"""What a rule is asked and what it answers; the one place where rule kinds are told apart."""

from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from schemes.regulation.document import Regulation
from schemes.regulation.eligibility import Criterion
from schemes.regulation.text import Text
from schemes.rules.calendar import WorkCalendar
from schemes.rules.facts import Applicant
from schemes.rules.finding import Outcome


@dataclass(frozen=True, kw_only=True)
class Question:
    """An applicant on a day under a regulation, in an edition."""

    regulation: Regulation
    applicant: Applicant
    on: date
    edition: int | None
    calendar: WorkCalendar
    tier: str | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How one rule stands, before it is tied to its clause."""

    outcome: Outcome
    because: Text
    facts: tuple[str, ...] = ()
    may_apply_from: date | None = None


@singledispatch
def judge(rule: Criterion, question: Question) -> Verdict:
    """How a rule stands for a question. Raises TypeError for a rule kind that nothing judges."""
    raise TypeError(f"no judgement for rule kind {type(rule).__name__}")


def met(zh: str, en: str, *facts: str) -> Verdict:
    """The rule holds."""
    return Verdict(outcome=Outcome.MET, because=Text(zh=zh, en=en), facts=facts)


def not_met(zh: str, en: str, *facts: str, may_apply_from: date | None = None) -> Verdict:
    """The rule is broken; where a bar ends by date, from which day it no longer stands."""
    return Verdict(outcome=Outcome.NOT_MET, because=Text(zh=zh, en=en), facts=facts, may_apply_from=may_apply_from)


def missing(*facts: str) -> Verdict:
    """A fact is not answered: never taken as met."""
    because = Text(zh="尚未填写所需信息，不能判断", en="an answer that this rule needs is missing")
    return Verdict(outcome=Outcome.UNKNOWN, because=because, facts=facts)


def unknown(zh: str, en: str, *facts: str) -> Verdict:
    """The rule cannot be decided, for a reason other than a plain missing answer."""
    return Verdict(outcome=Outcome.UNKNOWN, because=Text(zh=zh, en=en), facts=facts)


def either(holds: bool, *, yes: tuple[str, str], no: tuple[str, str], facts: tuple[str, ...]) -> Verdict:
    """Met with one reason or not met with the other."""
    return met(*yes, *facts) if holds else not_met(*no, *facts)


def judged(rule: Criterion, question: Question) -> Verdict:
    """How a rule stands, its condition considered: a rule that does not apply is met and says so."""
    if rule.when is None:
        return judge(rule, question)
    value = question.applicant.answers.get(rule.when.fact)
    if value is None:
        return missing(rule.when.fact)
    if value != rule.when.equals:
        return met("此项不适用于该申报者", "this rule does not apply to this applicant", rule.when.fact)
    return judge(rule, question)
