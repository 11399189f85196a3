"""The trial's own pages: step into any demonstration role with one click, and move the clock forward.

Addresses exist only while ``settings.TRIAL`` is on; a system check refuses that in production.
"""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Appointment, Seat, User
from awards.models import Application, Edition
from awards.queries import next_stage_of, open_stage_of
from journal import clock
from journal.look import words
from journal.look.guide import styleguide
from schemes.models import RegulationVersion
from schemes.queries import work_calendar
from schemes.regulation import Regulation, Text
from schemes.rules.dates import ONE_DAY

from .due import next_due, run_everything_due

ORDER = list(Seat.values)


def trial(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, by scheme and seat, and the clock."""
    cast = [_scheme_cast(regulation) for regulation in _regulations()]
    return render(request, "trial/roles.html", {"cast": cast, "due": next_due()})


@require_POST
def trial_become(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as a demonstration person."""
    person = get_object_or_404(User, pk=pk, demonstration=True, is_active=True)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("start")


@require_POST
def trial_clock(request: HttpRequest) -> HttpResponse:
    """Move the clock forward and carry out what has become due, in order."""
    goal = _goal(request.POST.get("to", ""))
    if goal is None or goal <= clock.now():
        messages.error(request, _("The clock moves forward only: choose a later moment."))
        return redirect("trial")
    clock.move_to(goal)
    for line in run_everything_due():
        messages.info(request, words.say(line, get_language() or ""))
    messages.success(request, _("The clock was moved."))
    return redirect("trial")


def _goal(wish: str) -> datetime | None:
    here = clock.now().astimezone(clock.SHANGHAI)
    if wish == "due":
        return next_due()
    if wish == "working_day":
        day = work_calendar().working_day_from(here.date() + ONE_DAY)
        return datetime(day.year, day.month, day.day, 9, tzinfo=clock.SHANGHAI)
    if wish in ("1", "7", "30"):
        return clock.now() + timedelta(days=int(wish))
    try:
        return datetime.fromisoformat(wish).replace(tzinfo=clock.SHANGHAI)
    except ValueError:
        return None


def _regulations() -> list[Regulation]:
    return [version.regulation for version in RegulationVersion.objects.filter(status="in_force")]


def _scheme_cast(regulation: Regulation) -> dict[str, Any]:
    scheme = regulation.identity.scheme
    editions = Edition.objects.filter(scheme=scheme).prefetch_related("stages").order_by("-year")
    return {
        "award": regulation.identity.award,
        "editions": [{"title": edition.title, "stage": _where(regulation, edition)} for edition in editions[:2]],
        "seats": _by_seat([*_unit_people(scheme), *_recommenders(editions.first()), *_applicants(editions.first())]),
    }


def _where(regulation: Regulation, edition: Edition) -> Text:
    if edition.concluded_at:
        return Text(zh="已结束", en="concluded")
    stage = open_stage_of(edition) or next_stage_of(edition)
    return next(rule.name for rule in regulation.stages if stage and rule.kind == stage.kind)


def _by_seat(rows: list[Appointment]) -> list[tuple[str, list[Appointment]]]:
    rows.sort(key=lambda row: ORDER.index(row.seat))
    return [(seat, list(lines)) for seat, lines in groupby(rows, key=lambda row: row.seat)]


def _unit_people(scheme: str) -> list[Appointment]:
    """Two officers, six experts, four departments, one of every other seat; who has work comes first."""
    limits = {Seat.OFFICER: 2, Seat.EXPERT: 6, Seat.RECOMMENDER: 0, Seat.DEPARTMENT: 4}
    rows = Appointment.objects.filter(person__demonstration=True, unit__scheme=scheme, until_on=None)
    found = sorted(rows.select_related("person", "unit").order_by("id"), key=lambda row: ORDER.index(row.seat))
    grouped = groupby(found, key=lambda row: row.seat)
    return [row for seat, lines in grouped for row in list(lines)[: limits.get(Seat(seat), 1)]]


def _recommenders(edition: Edition | None) -> list[Appointment]:
    """The units that most applications of the newest edition ask."""
    busy = Application.objects.filter(edition=edition, recommender__isnull=False).values("recommender")
    asked = busy.annotate(number=Count("id")).order_by("-number", "recommender")[:3]
    rows = Appointment.objects.filter(seat=Seat.RECOMMENDER, unit__in=[line["recommender"] for line in asked])
    return list(rows.select_related("person", "unit").order_by("id"))


def _applicants(edition: Edition | None) -> list[Appointment]:
    """One applicant for each standing there is in the newest edition."""
    firsts = Application.objects.filter(edition=edition).values("standing").annotate(first=Min("organisation"))
    rows = Appointment.objects.filter(
        person__demonstration=True, seat=Seat.APPLICANT_ADMIN, organisation__in=[line["first"] for line in firsts]
    )
    return list(rows.select_related("person", "organisation").order_by("id"))


urlpatterns = [
    path("trial/", trial, name="trial"),
    path("trial/become/<int:pk>/", trial_become, name="trial_become"),
    path("trial/clock/", trial_clock, name="trial_clock"),
    path("styleguide/", styleguide, name="styleguide"),
]
