"""The State Council's arrangements of 2023-2026, day by day against chinesecalendar, and what a file must satisfy."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from schemes.catalogue import RegulationError, calendar_years, load_calendar_year
from schemes.regulation.calendar_year import CalendarYear

NOTICES = {
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
WEEKEND = "expected a make-up day on a weekend outside the holidays"
SHIPPED = Path(__file__).parents[2] / "schemes" / "calendars"


def test_each_year_names_its_notice() -> None:
    assert {year.year: year.notice for year in calendar_years()} == NOTICES
    assert all(year.issued_on.year == year.year - 1 for year in calendar_years())


@pytest.mark.parametrize("year", calendar_years(), ids=lambda year: str(year.year))
def test_every_day_works_or_rests_as_chinesecalendar_says(year: CalendarYear) -> None:
    off, worked = year.days_off(), year.days_worked()
    day = date(year.year, 1, 1)
    differing = []
    while day.year == year.year:
        ours = day in worked or (day.weekday() < 5 and day not in off)
        if ours != chinese_calendar.is_workday(day):
            differing.append(day)
        day += timedelta(days=1)
    assert differing == []


def test_a_day_off_and_a_make_up_day_name_their_holiday() -> None:
    year = next(year for year in calendar_years() if year.year == 2025)
    assert year.days_off()[date(2025, 10, 8)].zh == "中秋节、国庆节"
    assert year.days_worked()[date(2025, 1, 26)].en == "Spring Festival"
    assert date(2025, 10, 9) not in year.days_off()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("day: 2024-02-04", "day: 2024-02-05", f"{WEEKEND}, found 2024-02-05"),
        ("day: 2024-02-04", "day: 2024-02-10", f"{WEEKEND}, found 2024-02-10"),
        ("last: 2024-02-17", "last: 2024-02-09", "expected 春节 to end on or after 2024-02-10, found 2024-02-09"),
        ("first: 2024-04-04", "first: 2024-02-17", "expected 清明节 to begin after 2024-02-17, found 2024-02-17"),
        ("2024-10-01, last: 2024-10-07", "2025-10-01, last: 2025-10-07", "expected 国庆节 to fall in 2024"),
        ("notice: 国办发明电〔2023〕7号", "", "notice: expected a value, found nothing"),
    ],
)  # fmt: skip
def test_a_contradictory_arrangement_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "2024.yaml"
    path.write_text((SHIPPED / "2024.yaml").read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load_calendar_year(path)
    assert any(message in found for found in refused.value.messages)
