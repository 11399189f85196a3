"""Counting whole years and months: where a span ends, and on which day a look-back window begins."""

import calendar
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The corresponding day that many months later (or earlier); the month's last day if it has none (民法典 § 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """Last day of the years that an event on ``day`` starts: the corresponding day, inclusive (民法典 §§ 201, 202)."""
    return months_after(day, 12 * years)


def years_before(day: date, years: int) -> date:
    """The day after which a look-back window of ``years`` up to and including ``day`` begins; itself outside."""
    return months_after(day, -12 * years)


def in_window(*, happened_on: date, on: date, years: int) -> bool:
    """Whether a day lies in the ``years`` before ``on``: after the same date that many years ago, up to ``on``."""
    return years_before(on, years) < happened_on <= on


def clear_from(*, happened_on: date, years: int) -> date:
    """The first day whose look-back window of ``years`` no longer holds ``happened_on``."""
    day = years_after(happened_on, years)
    while in_window(happened_on=happened_on, on=day, years=years):
        day += ONE_DAY
    return day
