"""The office's page about working days: which years are announced, and entering one that is not shipped yet."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from accounts.models import Seat
from accounts.views.access import seat_required
from accounts.views.request import SignedIn
from journal import clock
from schemes.queries import work_calendar
from schemes.regulation.calendar_year import CalendarYear
from schemes.services import enter_arrangement

OFF = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\s*[~～至—-]+\s*(\d{4}-\d{2}-\d{2}))?\s+(\S+)\s+(.+)$")
WORK = re.compile(r"^(\d{4}-\d{2}-\d{2})\s+(\S+)\s+(.+)$")


class ArrangementForm(forms.Form):
    """One line a holiday: first day ~ last day, name in Chinese, name in English; one line a make-up workday."""

    year = forms.IntegerField(label=_("Year"), min_value=2023, max_value=2100)
    notice = forms.CharField(
        label=_("Number of the State Council's notice"),
        max_length=60,
        help_text=_("For instance 国办发明电〔2025〕7号."),
    )
    issued_on = forms.DateField(label=_("Issued on"), widget=forms.DateInput(attrs={"type": "date"}))
    off = forms.CharField(
        label=_("Days off"), widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One holiday a line: 2027-01-01~2027-01-03 元旦 New Year's Day"),
    )  # fmt: skip
    work = forms.CharField(
        label=_("Make-up workdays"), widget=forms.Textarea(attrs={"rows": 5}), required=False,
        help_text=_("One day a line: 2027-02-06 春节 Spring Festival"),
    )  # fmt: skip

    def clean_year(self) -> int:
        """A year is announced once."""
        year: int = self.cleaned_data["year"]
        if work_calendar().announced(year):
            raise forms.ValidationError(gettext("The arrangement of this year is known already."))
        return year

    def clean(self) -> dict[str, Any]:
        """The typed arrangement, or what is wrong with which line."""
        terms = super().clean() or {}
        if self.errors:
            return terms
        terms["off"], terms["work"] = self._lines("off", OFF, _holiday), self._lines("work", WORK, _made_up)
        if not self.errors:
            try:
                self.arrangement = CalendarYear.model_validate(terms)
            except ValidationError as error:
                for fault in error.errors():
                    self.add_error(None, fault["msg"].removeprefix("Value error, "))
        return terms

    def _lines(self, field: str, shape: re.Pattern[str], made: Any) -> list[dict[str, Any]]:
        found = list(enumerate(_written(self.cleaned_data[field]), start=1))
        for number, line in found:
            if not shape.match(line):
                self.add_error(
                    field, gettext("Line %(number)s cannot be read: “%(line)s”.") % {"number": number, "line": line}
                )
        return [made(match) for _number, line in found if (match := shape.match(line))]


@seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))
def working_calendar(request: SignedIn) -> HttpResponse:
    """Announced years, and the form for the next one."""
    form = ArrangementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enter_arrangement(year=form.arrangement, actor=request.user)
        messages.success(
            request, gettext("The arrangement was entered; periods that reach into that year can be fixed now.")
        )
        return redirect("working_calendar")
    calendar = work_calendar()
    years = [{"year": year, "notice": calendar.notice(year)} for year in calendar.years]
    missing = next(year for year in range(clock.today().year, 2101) if not calendar.announced(year))
    return render(request, "awards/office/calendar.html", {"form": form, "years": years, "missing": missing})


def _written(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _holiday(match: re.Match[str]) -> dict[str, Any]:
    first, last, zh, en = match.groups()
    return {"first": first, "last": last or first, "name": {"zh": zh, "en": en}}


def _made_up(match: re.Match[str]) -> dict[str, Any]:
    day, zh, en = match.groups()
    return {"day": day, "name": {"zh": zh, "en": en}}
