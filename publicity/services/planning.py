"""When a notice may end: the default plan, the count day by day, and whether a chosen end is late enough."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from awards.models import EditionStage
from awards.queries import regulation_of
from awards.services import Refused
from journal import clock
from journal.clock import SHANGHAI
from schemes.queries import work_calendar
from schemes.regulation import Clause, Text
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import NoticePeriod
from schemes.regulation.stages import StageKind
from schemes.rules.calendar import WorkCalendar
from schemes.rules.dates import ONE_DAY
from schemes.rules.finding import Finding
from schemes.rules.periods import (
    CountedDay,
    Period,
    check_period,
    crosses_long_holiday,
    ends_at,
    period,
    propose_period,
)

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A notice's days from its publication to ``until`` (inclusive, 24:00), with what the rule says about them."""

    clause: Clause
    rule: NoticePeriod
    published_on: date
    until: date
    length: int
    days: tuple[CountedDay, ...]
    finding: Finding
    earliest: date
    provisional: bool
    warning: Text | None

    @property
    def first_day(self) -> date:
        """Day one."""
        return next(day.day for day in self.days if day.counts)

    @property
    def ends_at(self) -> datetime:
        """The legal end: 24:00 of the last day."""
        return ends_at(self.until)

    @property
    def stored_days(self) -> list[dict[str, Any]]:
        """The days as kept with a notice."""
        return [
            {"day": d.day.isoformat(), "counts": d.counts, "number": d.number, "why": {"zh": d.why.zh, "en": d.why.en}}
            for d in self.days
        ]


def period_rule(stage: EditionStage) -> tuple[Clause, NoticePeriod]:
    """The period rule of a notice stage, as settled; :class:`Refused` while its length is open (G-10)."""
    found = regulation_of(stage.edition).notice_period(StageKind(stage.kind))
    if found is None:
        raise Refused(Text(zh="本环节没有公示期的规定。", en="This stage has no rule about a notice period."))
    clause, rule = found
    for term in (rule.at_least, rule.unit):
        if isinstance(term, OpenParameter):
            raise Refused(
                Text(
                    zh=f"办法未规定、本届尚未确定：{term.asks.zh}。请先在本届页面填写并注明依据。",
                    en=f"Left open by the regulation and not yet entered: {term.asks.en}. "
                    "Enter it with its basis on the edition's page first.",
                ),
                clause,
            )
    return clause, rule


def plan_notice(*, stage: EditionStage, publish_on: date, until: date | None = None) -> Plan:
    """The plan of a notice published on a day; ``until`` keeps it up longer, or ends it as early as the rule allows."""
    clause, rule = period_rule(stage)
    _refuse_far_off(clause, publish_on, until)
    calendar = work_calendar()
    proposed = propose_period(publish_on=publish_on, rule=rule, calendar=calendar)
    strict = _strict(publish_on, rule, calendar)
    last = until or proposed.ends_on
    base = _extended(proposed if last >= proposed.ends_on else strict, last, calendar)
    finding = check_period(clause=clause, rule=rule, published_on=publish_on, ends_on=last, calendar=calendar)
    return Plan(
        clause=clause,
        rule=rule,
        published_on=publish_on,
        until=last,
        length=sum(day.counts for day in base.days if day.day <= last),
        days=base.days,
        finding=finding,
        earliest=strict.ends_on,
        provisional=base.provisional or not calendar.announced(last.year),
        warning=crosses_long_holiday(first_day=base.first_day, ends_on=max(last, base.first_day), calendar=calendar),
    )


def deadline(on: date, hour: time | None) -> datetime:
    """The instant of a call's deadline: the stated hour, or 24:00 of the day. Asia/Shanghai."""
    return ends_at(on) if hour is None else datetime.combine(on, hour, SHANGHAI)


def _refuse_far_off(clause: Clause, publish_on: date, until: date | None) -> None:
    if max(publish_on, until or publish_on) > clock.today() + A_YEAR:
        raise Refused(Text(zh="公示日期不能晚于一年之后。", en="A notice is planned at most a year ahead."), clause)


def _strict(publish_on: date, rule: NoticePeriod, calendar: WorkCalendar) -> Period:
    assert not isinstance(rule.at_least, OpenParameter) and not isinstance(rule.unit, OpenParameter)  # noqa: S101
    return period(
        event_on=publish_on, length=rule.at_least, unit=rule.unit, calendar=calendar, first_day=rule.first_day
    )


def _extended(base: Period, until: date, calendar: WorkCalendar) -> Period:
    days, number = list(base.days), base.length
    day = base.ends_on + ONE_DAY
    while day <= until:
        today = calendar.explain(day)
        counts = base.unit == "calendar_days" or today.works
        number += counts
        days.append(CountedDay(day=day, counts=counts, number=number if counts else None, why=today.why))
        day += ONE_DAY
    provisional = base.provisional or any(not calendar.announced(d.day.year) for d in days)
    return replace(base, days=tuple(days), ends_on=max(base.ends_on, until), provisional=provisional)
