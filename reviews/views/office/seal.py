"""The seal of a panel's sheets: asking to break it, and a second person's answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Seat
from accounts.queries import holds
from accounts.views.access import seat_required
from accounts.views.request import SignedIn
from awards.queries import regulation_of, stage_clause, stage_rule
from awards.views.acts import act

from ... import sealed
from ...forms import UnsealingForm
from ...models import Panel, Unsealing
from ...policies import panels_for
from ...queries import panel_progress
from ...seal_reading import sheets_for_unlocking, unsealings_of
from ...services import agree_to_unseal, ask_to_open_early, ask_to_unlock, decline_to_unseal

officer = seat_required(Seat.OFFICER)


@seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))
def panel_seal(request: SignedIn, pk: int) -> HttpResponse:
    """Who has locked, what was asked and answered; ask to open early or to unlock one sheet (POST)."""
    seats = (Seat.OFFICER,) if request.method == "POST" else (Seat.OFFICER, Seat.OBSERVER)
    panel = get_object_or_404(panels_for(request.user, *seats).prefetch_related("stage__edition__parameters"), pk=pk)
    sheets = sheets_for_unlocking(panel, request.user) if panel.stage.opened_at else []
    form = UnsealingForm(request.POST or None, sheets=sheets)
    if request.method == "POST" and form.is_valid() and _ask(request, panel, form):
        return redirect("panel_seal", pk=pk)
    return render(request, "reviews/office/seal.html", _context(request, panel, sheets, form))


@officer
@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """The second person agrees or declines; whoever asked can take it back."""
    found = Unsealing.objects.filter(panel__in=panels_for(request.user, Seat.OFFICER).values("pk"))
    related = ("panel__stage__edition__regulation_version", "sheet__member__person", "sheet__assignment__application")
    unsealing = get_object_or_404(found.select_related(*related, "sheet__assignment__panel"), pk=pk)
    if request.POST.get("answer") == "agree":
        act(request, agree_to_unseal, unsealing=unsealing, done=_("Agreed and done."))
    else:
        act(request, decline_to_unseal, unsealing=unsealing, done=_("The request has ended; the seal stays."))
    return redirect("panel_seal", pk=unsealing.panel_id)


def _ask(request: SignedIn, panel: Panel, form: UnsealingForm) -> Any:
    done, reason = _("Asked. It takes effect when another person of the office agrees."), form.cleaned_data["reason"]
    if sheet := form.cleaned_data["sheet"]:
        return act(request, ask_to_unlock, form=form, done=done, sheet=sheet, reason=reason)
    return act(request, ask_to_open_early, form=form, done=done, panel=panel, reason=reason)


def _context(request: SignedIn, panel: Panel, sheets: list[Any], form: UnsealingForm) -> dict[str, Any]:
    asked = unsealings_of(panel, request.user)
    progress = panel_progress(panel)
    return {
        "panel": panel, "edition": panel.edition, "stage": panel.stage, "stage_name": stage_rule(panel.stage).name,
        "clause": stage_clause(panel.stage), "regulation": regulation_of(panel.edition), "sheets": sheets,
        "form": form, "progress": progress, "waiting": [one for one in asked if one.answered_at is None],
        "answered": [one for one in asked if one.answered_at], "early": panel.pk in sealed.opened_early([panel.pk]),
        "acts": panel.stage.is_open and not panel.closed_at
        and holds(request.user, Seat.OFFICER, scheme=panel.edition.scheme),
    }  # fmt: skip
