"""A scorer's own pages: what to do, and one application with the score sheet beside it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.views.access import insist, seat_required
from accounts.views.request import SignedIn
from awards.models import EvidenceFile
from awards.views.applicant.files import serve_evidence

from ..models import ScoreSheet
from ..policies import SCORERS, assignments_of, may_open
from ..queries import latest
from ..tasks_of import panels_at_work
from .review_page import review_page

scorer = seat_required(*SCORERS)


@scorer
def home(request: SignedIn) -> HttpResponse:
    """My panels: what to do, by when, why."""
    works = panels_at_work(request.user)
    tasks = [task for work in works for task in work.tasks]
    return render(request, "reviews/home.html", {"works": works, "tasks": tasks})


@scorer
def review_application(request: SignedIn, pk: int) -> HttpResponse:
    """Answers and evidence beside the person's own sheet."""
    row = get_object_or_404(_rows(request), pk=pk)
    if not (row.signed and row.declared):
        return redirect("undertaking", pk=row.panel_id)
    insist(may_open(row))
    sheet = get_object_or_404(latest(ScoreSheet.objects.filter(assignment=row, member__person=request.user)))
    if sheet.locked_at:
        return redirect("sheet", pk=sheet.pk)
    sheet.assignment = row
    return review_page(request, sheet)


@scorer
def review_evidence(request: SignedIn, pk: int) -> HttpResponse:
    """A file of an application that the person may open."""
    evidence = get_object_or_404(EvidenceFile.objects.select_related("application"), pk=pk)
    row = get_object_or_404(_rows(request), application=evidence.application_id, panel__stage__opened_at__isnull=False)
    insist(may_open(row))
    return serve_evidence(request, evidence)  # type: ignore[return-value]  # a streamed response is none to the guard


def _rows(request: SignedIn):  # type: ignore[no-untyped-def]
    return assignments_of(request.user).prefetch_related("panel__stage__edition__parameters")
