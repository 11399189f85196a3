"""What follows an award: windows with exact ends, confirmations, visits, self-reports, duties, the title's life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from schemes.regulation.aftermath import Monitoring, Obligation, Revocation, SelfReport, Validity, Visits
from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.open import OpenParameter
from schemes.regulation.text import Text

from .calendar import WorkCalendar
from .dates import months_after, years_after
from .periods import Period, period


@dataclass(frozen=True, kw_only=True)
class Window:
    """A span after an award, from its day to its last day, both inclusive, with the clause that sets it."""

    since: date
    until: date
    clause: str
    article: str

    def holds(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.since <= day <= self.until


@dataclass(frozen=True, kw_only=True)
class DueDay:
    """A day on which something is due after an award; None where the text gives no deadline."""

    key: str
    name: Text
    due_on: date | None
    clause: str
    article: str


@dataclass(frozen=True, kw_only=True)
class SelfReportDue:
    """Whether an event must be reported by the winner, and by when (its last day may still be provisional)."""

    due: bool
    window: Window
    period: Period
    clause: str
    article: str


class ReportStanding(StrEnum):
    """How a self-report stands; late and hidden aggravate what follows."""

    NOT_DUE = "not_due"
    PENDING = "pending"
    IN_TIME = "in_time"
    LATE = "late"
    HIDDEN = "hidden"


class TitleState(StrEnum):
    """How a title stands on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


def monitoring_window(*, regulation: Regulation, awarded_on: date) -> Window | None:
    """The years in which the office watches a winner; None where the text sets none."""
    found = regulation.rule(Monitoring)
    return _window(found[0], awarded_on, found[1].years) if found else None


def validity_window(*, regulation: Regulation, awarded_on: date) -> Window | None:
    """The years for which a title is valid; None where it does not end."""
    found = regulation.rule(Validity)
    return _window(found[0], awarded_on, found[1].years) if found else None


def confirmations(*, regulation: Regulation, awarded_on: date) -> tuple[DueDay, ...]:
    """The days by which each yearly confirmation of a winner is due: every anniversary in the window."""
    return tuple(
        DueDay(
            key=f"confirmation_{year}",
            name=Text(zh=f"第{year}年确认", en=f"Confirmation of year {year}"),
            due_on=years_after(awarded_on, year),
            clause=clause.id,
            article=clause.article,
        )
        for clause, rule in regulation.rules(Monitoring)
        if rule.confirmations == "yearly"
        for year in range(1, rule.years + 1)
    )


def visits(*, regulation: Regulation, awarded_on: date, until: date) -> tuple[DueDay, ...]:
    """Regular visits due up to and including ``until``; none while their interval is open (G-10)."""
    return tuple(
        DueDay(
            key=f"visit_{number}",
            name=Text(zh=f"第{number}次巡访", en=f"Visit {number}"),
            due_on=day,
            clause=clause.id,
            article=clause.article,
        )
        for clause, rule in regulation.rules(Visits)
        if not isinstance(rule.every_months, OpenParameter)
        for number, day in _every(awarded_on, rule.every_months, until)
    )


def obligations(*, regulation: Regulation, awarded_on: date) -> tuple[DueDay, ...]:
    """A winner's duties with their last day; None where the text gives no deadline."""
    return tuple(
        DueDay(
            key=rule.key,
            name=rule.name,
            clause=clause.id,
            article=clause.article,
            due_on=None if rule.due_within_years is None else years_after(awarded_on, rule.due_within_years),
        )
        for clause, rule in regulation.rules(Obligation)
    )


def self_report(
    *, regulation: Regulation, awarded_on: date, event_on: date, calendar: WorkCalendar
) -> SelfReportDue | None:
    """By when a winner must report an event: calendar days from the day after it, rolled over; None without one."""
    found = regulation.rule(SelfReport)
    if found is None:
        return None
    clause, rule = found
    window = _window(clause, awarded_on, rule.window_years)
    counted = period(event_on=event_on, length=rule.within_days, unit="calendar_days", calendar=calendar)
    return SelfReportDue(
        due=window.holds(event_on), window=window, period=counted, clause=clause.id, article=clause.article
    )


def report_standing(*, due: SelfReportDue, reported_on: date | None, on: date) -> ReportStanding:
    """Whether a report came in time, late, or (on a day after its last day) not at all."""
    if not due.due:
        return ReportStanding.NOT_DUE
    if reported_on is not None:
        return ReportStanding.IN_TIME if reported_on <= due.period.ends_on else ReportStanding.LATE
    return ReportStanding.PENDING if on <= due.period.ends_on else ReportStanding.HIDDEN


def title_state(*, regulation: Regulation, awarded_on: date, on: date, revoked_on: date | None = None) -> TitleState:
    """How a title stands on a day; it is valid through its last day, and revoked from the day of revocation on."""
    if revoked_on is not None and on >= revoked_on:
        return TitleState.REVOKED
    window = validity_window(regulation=regulation, awarded_on=awarded_on)
    return TitleState.EXPIRED if window and on > window.until else TitleState.VALID


def revocable(
    *, regulation: Regulation, cause: Literal["fraud", "incident"], awarded_on: date, happened_on: date
) -> tuple[tuple[Clause, Revocation], ...]:
    """The revocation rules that a cause meets: fraud at any time, incidents within the rule's window."""
    return tuple(
        (clause, rule)
        for clause, rule in regulation.rules(Revocation)
        if rule.cause == cause and _reaches(regulation, rule, awarded_on, happened_on)
    )


def _reaches(regulation: Regulation, rule: Revocation, awarded_on: date, happened_on: date) -> bool:
    if rule.cause == "fraud":
        return True
    windows = {"monitoring": monitoring_window, "validity": validity_window}
    if rule.within not in windows:
        return happened_on >= awarded_on
    window = windows[rule.within](regulation=regulation, awarded_on=awarded_on)
    return window is not None and window.holds(happened_on)


def _window(clause: Clause, awarded_on: date, years: int) -> Window:
    return Window(since=awarded_on, until=years_after(awarded_on, years), clause=clause.id, article=clause.article)


def _every(start: date, months: int, until: date) -> Iterator[tuple[int, date]]:
    number = 1
    while (day := months_after(start, months * number)) <= until:
        yield number, day
        number += 1
