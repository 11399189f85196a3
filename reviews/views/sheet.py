"""A scorer's own sheet: saving one item, checking and locking the whole."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.access import insist, seat_required
from accounts.views.request import SignedIn
from awards.services import Refused
from awards.views.acts import act
from journal.clock import SHANGHAI
from schemes.regulation.stages import StageKind

from ..forms import ItemForm, PresentationForm
from ..models import ItemScore, ScoreSheet
from ..policies import SCORERS, may_score, sheets_of
from ..requirements import items_of, total_points
from ..score_reading import Unsaved
from ..services import Stale, lock_sheet, score_item, score_presentation
from ..services.locking import gaps
from .review_page import review_page
from .scoring_context import scoring_context

scorer = seat_required(*SCORERS)
TAKEN, UNFIT = 409, 422


@scorer
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """The sheet as a whole: what is missing before locking, or the locked sheet to read."""
    found = _own(request, pk)
    if request.method == "POST":
        if act(request, lock_sheet, sheet=found, done=_("The sheet is locked. Nobody can change it any more.")):
            return redirect("reviews")
        return redirect("sheet", pk=pk)
    if not found.locked_at:
        insist(may_score(found))
    rows = list(found.scores.all())
    context = {
        "sheet": found,
        "assignment": found.assignment,
        "gaps": [] if found.locked_at else list(gaps(found, rows)),
    }
    return render(request, "reviews/sheet.html", context | scoring_context(found))


@scorer
@require_POST
def item_save(request: SignedIn, pk: int, item: str) -> HttpResponse:
    """Save one item: as JSON for autosave, as an ordinary post otherwise."""
    found = _own(request, pk)
    insist(may_score(found))
    stage = found.assignment.panel.stage
    if item not in items_of(stage) or stage.kind == StageKind.PRESENTATION:
        raise Http404
    form = ItemForm(request.POST, item=item)
    if not form.is_valid():
        return _not_saved(request, found, UNFIT, _first_error(form), unsaved=_unsaved(form, _first_error(form)))
    try:
        row = score_item(sheet=found, item=item, actor=request.user, **form.terms)
    except Stale as stale:
        said = _("This item has just been saved elsewhere; what stands now is shown here, your text below.")
        theirs = _theirs(stale.current, item)
        return _not_saved(request, found, TAKEN, said, theirs, unsaved=_unsaved(form, said, taken=True))
    except Refused as refused:
        said = _sentence(refused)
        return _not_saved(request, found, UNFIT, said, unsaved=_unsaved(form, said))
    return _saved(request, found, row, f"#item-{item}")


@scorer
@require_POST
def presentation_save(request: SignedIn, pk: int) -> HttpResponse:
    """Save a presentation's points; with ``lock`` go on to locking the sheet."""
    found = _own(request, pk)
    insist(may_score(found))
    if found.assignment.panel.stage.kind != StageKind.PRESENTATION:
        raise Http404
    form = PresentationForm(request.POST, most=total_points(found.assignment.panel.edition))
    if not form.is_valid():
        return _not_saved(request, found, UNFIT, _first_error(form), form=form)
    try:
        row = score_presentation(sheet=found, actor=request.user, **form.cleaned_data)
    except Stale as stale:
        form.add_error(None, stale.text.in_language(get_language() or "zh-hans"))
        return _not_saved(request, found, TAKEN, "", _their_points(stale.current), form=form)
    except Refused as refused:
        form.add_error(None, _sentence(refused))
        return _not_saved(request, found, UNFIT, _sentence(refused), form=form)
    return redirect("sheet", pk=pk) if "lock" in request.POST else _saved(request, found, row, "")


def _own(request: SignedIn, pk: int) -> ScoreSheet:
    return get_object_or_404(
        sheets_of(request.user).prefetch_related("assignment__panel__stage__edition__parameters"), pk=pk
    )


def _by_script(request: SignedIn) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _not_saved(
    request: SignedIn, sheet: ScoreSheet, status: int, message: str, theirs: dict[str, object] | None = None,
    **unsaved: Any,
) -> HttpResponse:  # fmt: skip
    """JSON for the script; the same page with what was typed for everybody else."""
    if _by_script(request):
        return JsonResponse(theirs or {"message": message}, status=status)
    return review_page(request, sheet, status=status, **unsaved)


def _saved(request: SignedIn, sheet: ScoreSheet, row: ItemScore, anchor: str) -> HttpResponse:
    if _by_script(request):
        at = row.saved_at.astimezone(SHANGHAI).strftime("%H:%M") if row.saved_at else ""
        return JsonResponse({"revision": row.revision, "saved_at": at})
    messages.success(request, _("Saved."))
    return redirect(reverse("review_application", args=[sheet.assignment_id]) + anchor)


def _sentence(refused: Refused) -> str:
    return refused.text.in_language(get_language() or "zh-hans")


def _unsaved(form: ItemForm, error: str, *, taken: bool = False) -> Unsaved:
    typed = {name: form.data.get(f"{form.item}-{name}", "") for name in ("strengths", "opportunities")}
    return Unsaved(item=form.item, error=error, percent=form.data.get(form.item, ""), taken=taken, **typed)


def _theirs(row: ItemScore, item: str) -> dict[str, object]:
    fields = {
        item: "" if row.percent is None else str(row.percent),
        f"{item}-strengths": row.strengths,
        f"{item}-opportunities": row.opportunities,
    }
    return {"revision": row.revision, "fields": fields, "by": ""}


def _their_points(row: ItemScore) -> dict[str, object]:
    points = "" if row.points is None else str(row.points)
    return {"revision": row.revision, "fields": {"points": points, "comment": row.strengths}, "by": ""}


def _first_error(form: ItemForm | PresentationForm) -> str:
    return str(next(iter(form.errors.values()))[0])
