"""The list of applications, and everything about one on one page."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.queries import entries_about

from ...application_queries import presented
from ...inquiry_queries import waits_for_a_unit
from ...labels import ACTS, RESULTS, STANDINGS, standing_label
from ...marks import put_marks
from ...models import Application, Edition, Result, Standing
from ...naming import area_name
from ...policies import applications_for
from ...queries import regulation_of, stage_rule
from ...screening_queries import screened
from ...stages import behaviour
from .marks import places_of
from .scope import application_of, edition_of, frame, office_only

PAGE = 50
SAVED = (
    ("", _("All"), Q()),
    ("unrecommended", _("Missing recommendation"), Q(recommended_at=None, standing=Standing.SUBMITTED)),
    ("asked", _("Waiting for a department"), waits_for_a_unit()),
    ("in_review", _("In review"), Q(standing=Standing.IN_REVIEW)),
    ("out", _("Out of the review"), Q(standing__in=("rejected", "disqualified", "not_passed", "lapsed", "award_lost"))),
)


@office_only
def office_applications(request: HttpRequest, pk: int) -> HttpResponse:
    """Applications handed in, filtered, fifty a page; the number of statements does not grow with them."""
    edition = edition_of(request, pk)
    everything = applications_for(request.user).filter(edition=edition)
    rows = _filtered(everything, request.GET).select_related("organisation")
    page = Paginator(rows.order_by("number", "pk"), PAGE).get_page(request.GET.get("page"))
    regulation = regulation_of(edition)
    put_marks(edition, page.object_list)
    lines = [
        {
            "row": row,
            "badge": standing_label(row.standing),
            "area": row.organisation.name if row.individual_name else area_name(regulation, row.organisation.area),
        }
        for row in page.object_list
    ]
    context = frame(
        request,
        edition,
        (_("Applications"), ""),
        page=page,
        lines=lines,
        saved=_saved(everything, request.GET.get("list", "")),
        standings=[(value, label) for value, (label, _kind) in STANDINGS.items() if value != Standing.DRAFT],
        chosen=request.GET.get("standing", ""),
        searched=request.GET.get("q", ""),
    )
    return render(request, "awards/office/applications.html", context)


def _filtered(rows: QuerySet[Application], wanted: Any) -> QuerySet[Application]:
    condition = next((found for name, _label, found in SAVED if name == wanted.get("list", "")), Q())
    if wanted.get("standing") in Standing.values:
        condition &= Q(standing=wanted["standing"])
    if words := wanted.get("q", "").strip()[:60]:
        condition &= (
            Q(number__icontains=words) | Q(organisation__name__icontains=words) | Q(individual_name__icontains=words)
        )
    return rows.filter(condition)


def _saved(rows: QuerySet[Application], current: str) -> list[dict[str, Any]]:
    numbers = rows.aggregate(**{name or "all": Count("pk", filter=condition) for name, _label, condition in SAVED})
    return [
        {"label": label, "url": f"?list={name}", "current": name == current, "count": numbers[name or "all"]}
        for name, label, _condition in SAVED
    ]


@office_only
def office_application(request: HttpRequest, pk: int) -> HttpResponse:
    """The cockpit: answers, findings, opinions, results, papers, journal, what is known from earlier years."""
    application = application_of(request, pk)
    edition = application.edition
    context = frame(
        request,
        edition,
        (_("Applications"), reverse("office_applications", args=[edition.pk])),
        (application.number or application.applicant_name, ""),
        application=application,
        badge=standing_label(application.standing),
        area=area_name(regulation_of(edition), application.organisation.area),
        submission=application.submissions.select_related("submitted_by").last(),
        findings=screened(application),
        sections=presented(application),
        opinions=application.recommendations.select_related("unit", "signed_by"),
        results=_results(application),
        papers=application.documents.all(),
        history=_history(application),
        earlier=_earlier(application),
        panels=_panels(application, edition, request),
        places=places_of(application),
    )
    return render(request, "awards/office/application.html", context)


def _results(application: Application) -> list[dict[str, Any]]:
    rows = application.outcomes.select_related("stage__edition__regulation_version", "decided_by")
    lines = []
    for row in rows:
        row.stage.edition = application.edition
        lines.append({"row": row, "stage": stage_rule(row.stage).name, "result": RESULTS[Result(row.result)]})
    return lines


def _history(application: Application) -> list[dict[str, Any]]:
    return [
        {
            "at": line.at,
            "what": ACTS[line.act],
            "note": " · ".join(filter(None, [str(line.actor or ""), str(line.details.get("because", ""))])),
            "article": line.details.get("article", ""),
            "clause": line.details.get("clause", ""),
            "state": "done",
        }
        for line in entries_about(application).filter(act__in=[act for act in ACTS if act != "save_section"])
    ]


def _earlier(application: Application) -> dict[str, Any]:
    organisation = application.organisation
    others = organisation.applications.exclude(pk=application.pk).exclude(submitted_at=None).select_related("edition")
    lines = [(other, standing_label(other.standing)) for other in others]
    return {"applications": lines, "awards": organisation.awards.all(), "bans": organisation.bans.all()}


def _panels(application: Application, edition: Edition, request: HttpRequest) -> list[str]:
    """What each stage says about the application, by the app the stage belongs to."""
    shown = (behaviour(stage.kind).shows_application(application, request.user) for stage in edition.stages.all())  # type: ignore[arg-type]
    common = {"edition": edition, "regulation": regulation_of(edition), "application": application}
    return [render_to_string(found[0], {**common, **found[1]}, request) for found in shown if found]
