"""Health, the way in after signing in, and the page for a form that was open too long."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from accounts.models import Seat
from accounts.queries import seats
from journal.guards import missing

from .celery import app

FIRST_PAGE = {
    Seat.OFFICER: "office",
    Seat.OBSERVER: "office",
    Seat.APPROVER: "approval",
    Seat.COMMITTEE: "committee",
    Seat.EXPERT: "reviews",
    Seat.MEMBER_UNIT: "reviews",
    Seat.RECOMMENDER: "recommendations",
    Seat.DEPARTMENT: "inquiries_asked",
    Seat.APPLICANT_ADMIN: "my_applications",
    Seat.APPLICANT_EDITOR: "my_applications",
    Seat.APPLICANT_SUBMITTER: "my_applications",
    Seat.APPLICANT_VIEWER: "my_applications",
}


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Database, its guards and the broker answer; 503 names what does not."""
    state = {"database": _answers(_ask_database), "guards": _answers(_ask_guards), "broker": _answers(_ask_broker)}
    return JsonResponse(state, status=200 if all(value == "ok" for value in state.values()) else 503)


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send a person to the first page of their seat."""
    held = {seat.seat for seat in seats(request.user)}
    return redirect(next((page for seat, page in FIRST_PAGE.items() if seat in held), "my_applications"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or cookies are off: say so and what to do."""
    return render(request, "csrf_failure.html", status=403)


def _answers(ask) -> str:  # type: ignore[no-untyped-def]
    try:
        ask()
    except Exception as error:
        return type(error).__name__
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_guards() -> None:
    if missing():
        raise LookupError


def _ask_broker() -> None:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
