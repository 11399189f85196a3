"""What the record alone rules out before anything is answered: bans, intervals after an award, higher awards."""

from collections.abc import Iterable
from datetime import date

from schemes.regulation.document import Regulation
from schemes.rules.calendar import WorkCalendar
from schemes.rules.facts import Applicant, AwardHeld, BanHeld
from schemes.rules.finding import Finding, Outcome


def barred_by_record(
    *,
    regulation: Regulation,
    kind: str,
    awards: Iterable[AwardHeld],
    bans: Iterable[BanHeld],
    on: date,
    edition_ordinal: int | None,
    calendar: WorkCalendar,
    tier: str | None = None,
) -> tuple[Finding, ...]:
    """The findings that bar somebody whatever it answers, each with the day on which it ends where it ends by date.

    An applicant that answers nothing can only fail on its record: every answer a rule would read is unknown.
    """
    from . import check  # the package registers every rule kind first

    silent = Applicant(kind=kind, awards=tuple(awards), bans=tuple(bans))
    findings = check(
        regulation=regulation, applicant=silent, on=on, edition_ordinal=edition_ordinal, calendar=calendar, tier=tier
    )
    return tuple(finding for finding in findings if finding.outcome is Outcome.NOT_MET)


def may_apply_from(barred: Iterable[Finding]) -> date | None:
    """The first day on which nothing on record bars any more; None where no day ends it, or nothing bars."""
    days = [finding.may_apply_from for finding in barred]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
