"""Whether an applicant may apply: one finding for each eligibility rule, in article order."""

from collections.abc import Iterable
from datetime import date

from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.eligibility import Criterion
from schemes.rules.calendar import WorkCalendar
from schemes.rules.facts import Applicant
from schemes.rules.finding import Finding, Outcome

from . import answers, awards, dated, judgement, series  # noqa: F401 - each registers how its rule kinds are judged
from .record import barred_by_record, may_apply_from
from .verdict import Question, Verdict, judged

__all__ = ["barred_by_record", "bars", "check", "for_judgement", "may_apply_from", "unanswered"]


def check(
    *,
    regulation: Regulation,
    applicant: Applicant,
    on: date,
    edition_ordinal: int | None,
    calendar: WorkCalendar,
    tier: str | None = None,
) -> tuple[Finding, ...]:
    """Every eligibility rule of the applicant's kind on a day (the application deadline), in article order.

    ``edition_ordinal`` counts the scheme's editions from 1; ``tier`` leaves out rules of other tiers where tiers have
    applications of their own. A rule whose condition does not hold is met and says so; a missing fact is unknown.
    """
    question = Question(
        regulation=regulation, applicant=applicant, on=on, edition=edition_ordinal, calendar=calendar, tier=tier
    )
    return tuple(
        _finding(clause, rule, judged(rule, question))
        for clause, rule in regulation.criteria(applicant.kind)
        if not rule.tiers or tier is None or tier in rule.tiers
    )


def bars(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that keep an applicant out."""
    return tuple(finding for finding in findings if finding.outcome is Outcome.NOT_MET)


def unanswered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that still want a fact."""
    return tuple(finding for finding in findings if finding.outcome is Outcome.UNKNOWN)


def for_judgement(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that an officer has to decide with a reason."""
    return tuple(finding for finding in findings if finding.outcome is Outcome.FOR_JUDGEMENT)


def _finding(clause: Clause, rule: Criterion, verdict: Verdict) -> Finding:
    return Finding(
        clause=clause.id,
        article=clause.article,
        label=rule.label,
        outcome=verdict.outcome,
        because=verdict.because,
        facts=verdict.facts,
        may_apply_from=verdict.may_apply_from,
    )
