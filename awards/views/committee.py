"""The committee's pages: what awaits it, ties to decide, the list to confirm or strike from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Seat
from accounts.views.access import seat_required
from journal import clock
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

from ..decision_queries import awaits, standing_candidates
from ..evaluation_queries import in_review, key_of, name_of, ties_to_decide
from ..marks import put_marks
from ..models import Edition
from ..queries import open_stage_of, regulation_of, stage_clause
from ..services.decisions import confirm_list
from ..services.evaluation import decide_tie
from .acts import act
from .office.evaluation import list_context
from .office.forms import CommitteeForm, StrikeForm
from .office.scope import edition_of, editions_for

committee_only = seat_required(Seat.COMMITTEE)


@committee_only
def committee(request: HttpRequest) -> HttpResponse:
    """What awaits the committee, then its editions."""
    editions = list(editions_for(request, Seat.COMMITTEE).order_by("concluded_at", "-year"))
    tasks = [task for edition in editions if edition.concluded_at is None for task in _tasks(edition)]
    return render(request, "awards/committee/home.html", {"tasks": tasks, "editions": editions})


def _tasks(edition: Edition) -> list[dict[str, Any]]:
    stage = open_stage_of(edition)
    what = _turn(edition, stage)
    if what is None or stage is None:
        return []
    stage.edition = edition
    return [
        {
            "what": what,
            "why": Text(zh=edition.title["zh"], en=edition.title["en"]),
            "clause": stage_clause(stage),
            "regulation": regulation_of(edition),
            "url": reverse("committee_edition", args=[edition.pk]),
            "due_on": stage.planned_until,
            "icon": "gavel",
        }
    ]


def _turn(edition: Edition, stage: Any) -> Text | None:
    if stage is None:
        return None
    if stage.kind == StageKind.OVERALL_EVALUATION and ties_to_decide(edition):
        return Text(zh="对得分并列作出决定", en="Decide a tie")
    if stage.kind == StageKind.COMMITTEE_DECISION and awaits(edition) == "committee":
        return Text(zh="审议拟奖名单", en="Decide on the list of proposed winners")
    if stage.kind == StageKind.APPROVAL and awaits(edition) == "committee":
        return Text(zh="名单被退回，重新审议", en="The list was returned: decide on it again")
    return None


@committee_only
def committee_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The list: confirm it, strike with a reason, never add (POST)."""
    edition = edition_of(request, pk, Seat.COMMITTEE)
    listed = list(standing_candidates(edition))
    form = CommitteeForm(request.POST or None, initial={"decided_on": clock.today()})
    strikes = {c.pk: StrikeForm(request.POST or None, prefix=f"c{c.pk}") for c in listed}
    valid = [each.is_valid() for each in (form, *strikes.values())]  # every form shows its errors
    if request.method == "POST" and all(valid):
        struck = {pk: s.cleaned_data["reason"] for pk, s in strikes.items() if s.cleaned_data["strike"]}
        terms = {"edition": edition, "strikes": struck, **form.cleaned_data}
        if act(request, confirm_list, form=form, done=_("The committee's decision is recorded."), **terms):
            return redirect("committee_edition", pk)
    stage = open_stage_of(edition)
    context = {
        "edition": edition,
        "regulation": regulation_of(edition),
        "crumbs": [{"label": _("For decision"), "url": reverse("committee")}, {"label": edition.title, "url": ""}],
        "form": form,
        "strikes": strikes,
        "stage": stage,
        "turn": _turn(edition, stage),
        "may_confirm": stage is not None
        and stage.kind in (StageKind.COMMITTEE_DECISION, StageKind.APPROVAL)
        and awaits(edition) == "committee",
        "ties": _ties(edition, stage),
        **list_context(edition),
    }
    for line in context["candidates"]:
        line["strike"] = strikes.get(line["candidate"].pk)
    return render(request, "awards/committee/edition.html", context)


def _ties(edition: Edition, stage: Any) -> list[dict[str, Any]]:
    if stage is None or stage.kind != StageKind.OVERALL_EVALUATION:
        return []
    rows = {key_of(row): row for row in in_review(edition).select_related("organisation")}
    put_marks(edition, rows.values())
    return [
        {"tie": tie, "name": name_of(edition, tie.tier), "rows": [rows[key] for key in tie.candidates]}
        for tie in ties_to_decide(edition)
    ]


@committee_only
def committee_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a tie's places (POST)."""
    edition = edition_of(request, pk, Seat.COMMITTEE)
    if request.method == "POST":
        chosen = [int(value) for value in request.POST.getlist("chosen") if value.isdecimal() and len(value) < 19]
        terms: dict[str, Any] = {
            "tier": request.POST.get("tier", ""),
            "chosen": chosen,
            "reason": request.POST.get("reason", ""),
        }
        act(request, decide_tie, done=_("The tie is decided."), edition=edition, **terms)
    return redirect("committee_edition", pk)
