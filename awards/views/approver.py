"""The approver's pages: lists that await approval; approve with a document number, or return with a reason."""

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

from ..decision_queries import awaits
from ..models import Edition
from ..queries import open_stage_of, regulation_of, stage_clause
from ..services.decisions import approve_list, number_needed, return_list
from .acts import act
from .office.evaluation import list_context
from .office.forms import ApprovalForm, ReturnForm
from .office.scope import edition_of, editions_for

approver_only = seat_required(Seat.APPROVER)


@approver_only
def approval(request: HttpRequest) -> HttpResponse:
    """What awaits approval, then the editions."""
    editions = list(editions_for(request, Seat.APPROVER).order_by("concluded_at", "-year"))
    tasks = [_task(edition) for edition in editions if edition.concluded_at is None and _mine(edition)]
    return render(request, "awards/approver/home.html", {"tasks": tasks, "editions": editions})


def _mine(edition: Edition) -> bool:
    stage = open_stage_of(edition)
    return stage is not None and stage.kind == StageKind.APPROVAL and awaits(edition) == "approval"


def _task(edition: Edition) -> dict[str, Any]:
    stage = open_stage_of(edition)
    stage.edition = edition  # type: ignore[union-attr]
    return {
        "what": Text(zh=f"审批{edition.title['zh']}获奖名单", en=f"Approve the winners of {edition.title['en']}"),
        "why": Text(zh="评审委员会已确定名单", en="The committee has decided on the list"),
        "clause": stage_clause(stage),  # type: ignore[arg-type]
        "regulation": regulation_of(edition),
        "url": reverse("approval_edition", args=[edition.pk]),
        "due_on": stage.planned_until,  # type: ignore[union-attr]
        "icon": "gavel",
    }


@approver_only
def approval_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with its decisions; approve or return (POST)."""
    edition = edition_of(request, pk, Seat.APPROVER)
    returning = request.POST.get("act") == "return"
    typed = None if returning else request.POST or None
    needed, today = number_needed(edition), {"decided_on": clock.today()}
    approve = ApprovalForm(typed, number_needed=needed, initial=today)
    back = ReturnForm(request.POST if returning else None)
    if request.method == "POST" and (
        _return(request, edition, back) if returning else _approve(request, edition, approve)
    ):
        return redirect("approval_edition", pk)
    context = {
        "edition": edition,
        "regulation": regulation_of(edition),
        "crumbs": [{"label": _("For approval"), "url": reverse("approval")}, {"label": edition.title, "url": ""}],
        "form": approve,
        "back": back,
        "may_approve": _mine(edition),
        **list_context(edition),
    }
    return render(request, "awards/approver/edition.html", context)


def _approve(request: HttpRequest, edition: Edition, form: ApprovalForm) -> bool:
    done = _("The list is approved.")
    return form.is_valid() and bool(
        act(request, approve_list, form=form, done=done, edition=edition, **form.cleaned_data)
    )


def _return(request: HttpRequest, edition: Edition, form: ReturnForm) -> bool:
    done = _("The list is returned to the committee.")
    return form.is_valid() and bool(
        act(request, return_list, form=form, done=done, edition=edition, **form.cleaned_data)
    )
