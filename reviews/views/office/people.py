"""One panel at the office: its people, its applications, who signed, who is recused."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Seat
from accounts.queries import holds
from accounts.views.access import seat_required
from accounts.views.request import SignedIn
from awards.queries import regulation_of, stage_rule
from awards.views.acts import act

from ...forms import AddMemberForm, AssignForm, ReasonForm, RecuseForm
from ...models import Panel, PanelMember, PanelReport, Recusal, Undertaking
from ...policies import assignments_for, panels_for
from ...queries import candidates, panel_progress, profiles, progress_by_assignment, unassigned
from ...requirements import panel_needs
from ...services import add_member, assign_applications, choose_leader, order_recusal, release_member

officer = seat_required(Seat.OFFICER)


@seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))
def office_panel(request: SignedIn, pk: int) -> HttpResponse:
    """The panel with what the office can still change."""
    panel = get_object_or_404(panels_for(request.user).prefetch_related("stage__edition__parameters"), pk=pk)
    return render(request, "reviews/office/panel.html", _context(request, panel))


@officer
@require_POST
def add(request: SignedIn, pk: int) -> HttpResponse:
    """A member more."""
    panel = _panel(request, pk)
    form = _add_form(panel, request.POST)
    if form.is_valid():
        act(request, add_member, panel=panel, person=form.cleaned_data["person"], done=_("The member is appointed."))
    return _back(request, panel, form)


@officer
@require_POST
def assign(request: SignedIn, pk: int) -> HttpResponse:
    """Applications more."""
    panel = _panel(request, pk)
    form = AssignForm(request.POST, waiting=unassigned(panel.stage))
    if form.is_valid():
        chosen = list(form.cleaned_data["applications"])
        act(request, assign_applications, panel=panel, applications=chosen, done=_("The applications are assigned."))
    return _back(request, panel, form)


@officer
@require_POST
def lead(request: SignedIn, pk: int) -> HttpResponse:
    """Another leader."""
    member = _member(request, pk)
    act(request, choose_leader, panel=member.panel, member=member, done=_("The panel has another leader."))
    return redirect("office_panel", pk=member.panel_id)


@officer
@require_POST
def release(request: SignedIn, pk: int) -> HttpResponse:
    """A member released, with a reason."""
    member = _member(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        act(request, release_member, member=member, done=_("The member is released."), **form.cleaned_data)
    return _back(request, member.panel, form)


@officer
@require_POST
def recuse(request: SignedIn, pk: int) -> HttpResponse:
    """An application closed to a member by the office."""
    panel = _panel(request, pk)
    form = _recuse_form(request, panel, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        terms = {"person": data["person"], "application": data["assignment"].application, "reason": data["reason"]}
        act(request, order_recusal, panel=panel, done=_("The recusal is on record."), **terms)
    return _back(request, panel, form)


def _panel(request: SignedIn, pk: int) -> Panel:
    return get_object_or_404(panels_for(request.user, Seat.OFFICER), pk=pk)


def _member(request: SignedIn, pk: int) -> PanelMember:
    panels = panels_for(request.user, Seat.OFFICER)
    members = PanelMember.objects.select_related("panel__stage__edition__regulation_version", "person")
    return get_object_or_404(members.filter(panel__in=panels), pk=pk)


def _back(request: SignedIn, panel: Panel, form: Any) -> HttpResponse:
    for errors in form.errors.values():
        messages.error(request, errors[0])
    return redirect("office_panel", pk=panel.pk)


def _add_form(panel: Panel, data: Any = None) -> AddMemberForm:
    people = candidates(panel.stage).exclude(pk__in=panel.members.values("person"))
    return AddMemberForm(data, people=people, profiles=profiles(panel.stage, people.values_list("pk", flat=True)))


def _recuse_form(request: SignedIn, panel: Panel, data: Any = None) -> RecuseForm:
    people = candidates(panel.stage).filter(pk__in=panel.members.filter(released_at=None).values("person"))
    return RecuseForm(data, people=people, assignments=assignments_for(request.user, Seat.OFFICER).filter(panel=panel))


def _context(request: SignedIn, panel: Panel) -> dict[str, Any]:
    rows = list(assignments_for(request.user).filter(panel=panel).order_by("application__number", "pk"))
    progress = progress_by_assignment(row.pk for row in rows)
    running = panel.closed_at is None and panel.stage.closed_at is None
    changes = running and holds(request.user, Seat.OFFICER, scheme=panel.edition.scheme)
    return {
        "panel": panel, "stage": panel.stage, "edition": panel.edition, "regulation": regulation_of(panel.edition),
        "stage_name": stage_rule(panel.stage).name, "needs": panel_needs(panel.stage), "members": _members(panel),
        "rows": [(row, progress.get(row.pk)) for row in rows], "progress": panel_progress(panel),
        "recusals": Recusal.objects.filter(application__in=[row.application_id for row in rows]).select_related(
            "person", "application__organisation"
        ).filter(person__panel_seats__panel=panel),
        "report": PanelReport.objects.filter(panel=panel, submitted_at__isnull=False).prefetch_related(
            "lines__assignment__application__organisation"
        ).first(),
        "changes": changes, "waiting": unassigned(panel.stage).exists() if changes else False,
        **(_forms(request, panel) if changes else {}),
    }  # fmt: skip


def _forms(request: SignedIn, panel: Panel) -> dict[str, Any]:
    return {
        "add_form": _add_form(panel),
        "assign_form": AssignForm(waiting=unassigned(panel.stage)),
        "recuse_form": _recuse_form(request, panel),
    }


def _members(panel: Panel) -> list[dict[str, Any]]:
    signed = dict(Undertaking.objects.filter(panel=panel).values_list("person", "signed_at"))
    counted = panel.members.select_related("person", "expert").annotate(
        sheets_open=Count("sheets", filter=Q(sheets__locked_at=None)),
        sheets_locked=Count("sheets", filter=Q(sheets__locked_at__isnull=False)),
    )
    return [{"member": member, "signed_at": signed.get(member.person_id)} for member in counted]
