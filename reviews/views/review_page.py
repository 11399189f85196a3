"""The page with an application's answers on one side and the person's sheet on the other."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render

from accounts.views.request import SignedIn
from awards.application_queries import presented
from awards.models import Application, Submission

from ..models import PanelAssignment, ScoreSheet
from .scoring_context import scoring_context


def review_page(request: SignedIn, sheet: ScoreSheet, *, status: int = 200, **unsaved: Any) -> HttpResponse:
    """Show it; ``unsaved`` is what could not be saved, as :func:`scoring_context` takes it."""
    row = sheet.assignment
    application = _application(row)
    context = {"assignment": row, "application": application, "sheet": sheet, "sections": presented(application)}
    terms = context | scoring_context(sheet, **unsaved)
    return render(request, "reviews/review_application.html", terms, status=status)


def _application(row: PanelAssignment) -> Application:
    """The row's own application with what was handed in last; a draft is read only while there is nothing else."""
    application = row.application
    prefetch_related_objects([application], _last_submission())
    application.edition = row.panel.stage.edition
    return application


def _last_submission() -> "Prefetch[str]":
    later = Submission.objects.filter(application=OuterRef("application"), number__gt=OuterRef("number"))
    return Prefetch("submissions", queryset=Submission.objects.filter(~Exists(later)))
