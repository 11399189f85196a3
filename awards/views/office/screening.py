"""Screening: the queue of an edition – what is undecided, what another officer must confirm, what is decided."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schemes.regulation.stages import StageKind

from ...labels import RESULTS
from ...naming import area_name
from ...queries import regulation_of, stage_clause, stage_of
from ...rejection_queries import rejections_to_confirm
from ...screening_queries import PROPOSED, undecided
from .scope import edition_of, frame, office_only

PAGE = 50


@office_only
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    """What is undecided, then what waits for a second officer, then what is decided."""
    edition = edition_of(request, pk)
    stage = stage_of(edition, StageKind.QUALIFICATION)
    if stage is None:
        return redirect("office_edition", pk)
    stage.edition = edition
    waiting = undecided(stage).filter(~PROPOSED).select_related("organisation").order_by("number", "pk")
    proposed = rejections_to_confirm(stage).select_related("application__organisation", "proposed_by")
    decided = stage.outcomes.select_related("application__organisation", "decided_by")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    queue = [(row, area_name(regulation_of(edition), row.organisation.area)) for row in page.object_list]
    context = frame(
        request,
        edition,
        (_("Screening"), ""),
        stage=stage,
        clause=stage_clause(stage),
        waiting=page,
        queue=queue,
        proposed=list(proposed),
        decided=Paginator(decided, PAGE).get_page(request.GET.get("decided")),
        results=RESULTS,
    )
    return render(request, "awards/office/screening.html", context)
