"""The page with an application's answers on one side and the person's sheet on the other."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.views.request import SignedIn
from awards.application_queries import presented
from awards.models import Application

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
    found = Application.objects.select_related("organisation").prefetch_related("submissions", "sections", "evidence")
    application = found.get(pk=row.application_id)
    application.edition = row.panel.stage.edition
    return application
