"""Reading stored regulations and the working calendar."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from .catalogue import calendar_years
from .models import HolidayArrangement, RegulationVersion
from .regulation import Regulation, Text
from .regulation.calendar_year import CalendarYear
from .rules.calendar import Arrangement, WorkCalendar


@lru_cache(maxsize=64)
def parsed(digest: str, version: int) -> Regulation:
    """A stored version as a typed document; the digest makes the cache safe."""
    return Regulation.model_validate_json(RegulationVersion.objects.values_list("document", flat=True).get(pk=version))


def work_calendar() -> WorkCalendar:
    """Shipped years plus the arrangements the office entered."""
    rows = HolidayArrangement.objects.values_list("year", "notice_number", "off_days", "work_days")
    return _shipped().with_arrangements(_entered(*row) for row in rows)


def unannounced(years: Iterable[int]) -> set[int]:
    """Those of some years whose arrangement is neither shipped nor entered by the office."""
    unknown = {year for year in years if not _shipped().announced(year)}
    if not unknown:
        return unknown
    return unknown - set(HolidayArrangement.objects.filter(year__in=unknown).values_list("year", flat=True))


@lru_cache(maxsize=1)
def _shipped() -> WorkCalendar:
    return WorkCalendar(arrangements=[_arrangement(year) for year in calendar_years()])


def _arrangement(year: CalendarYear) -> Arrangement:
    return Arrangement(year=year.year, notice=year.notice, off=year.days_off(), make_up=year.days_worked())


def _entered(year: int, notice: str, off: list[dict[str, str]], work: list[dict[str, str]]) -> Arrangement:
    return Arrangement(year=year, notice=notice, off=_named(off), make_up=_named(work))


def _named(days: list[dict[str, str]]) -> dict[date, Text]:
    return {date.fromisoformat(line["day"]): Text(zh=line["zh"], en=line["en"]) for line in days}
