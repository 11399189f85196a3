"""The people of an organisation: members, open invitations, rights; and the page behind an invitation's link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import APPLICANT_SEATS, Appointment, Invitation, Organisation, Seat, User
from accounts.policies import YES, no
from accounts.queries import in_force, organisations_of
from accounts.services import Rights
from accounts.views.access import insist
from accounts.views.request import SignedIn

from ...forms.organisations import InvitationForm, RightsForm
from ...services.colleagues import (
    accept_invitation,
    change_rights,
    end_membership,
    invite_colleague,
    is_open,
    link_of,
    open_invitations,
    rights_of,
    take_back_invitation,
)
from ..acts import act


@login_required
def colleagues(request: SignedIn, pk: int) -> HttpResponse:
    """Members and open invitations; administrators invite."""
    organisation = _own(request, pk)
    manages = _manages(request, organisation)
    form = InvitationForm(organisation, request.POST or None)
    if request.method == "POST":
        insist(YES if manages else no())
        if form.is_valid() and act(request, invite_colleague, form=form, organisation=organisation, **form.terms()):
            messages.success(request, _("The invitation is ready. Its link stands in the list below."))
            return redirect("colleagues", pk)
    context = {
        "organisation": organisation, "form": form, "members": members(organisation), "is_admin": manages,
        "invitations": _shown_invitations(request, organisation) if manages else [],
    }  # fmt: skip
    return render(request, "awards/applicant/colleagues.html", context)


@login_required
def colleague(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """One member: an administrator changes rights or ends them; everybody may leave."""
    organisation = _own(request, pk)
    found = _member(request, organisation, person)
    manages = _manages(request, organisation)
    form = RightsForm(request.POST if request.method == "POST" else None, initial=vars(found["rights"]))
    if request.method == "POST":
        insist(YES if manages else no())
        terms = {"organisation": organisation, "person": found["person"]}
        done = _("The rights were changed.")
        if form.is_valid() and act(request, change_rights, form=form, done=done, rights=form.rights(), **terms):
            return redirect("colleagues", pk)
    context = {"organisation": organisation, "form": form, "member": found, "is_admin": manages}
    return render(request, "awards/applicant/colleague.html", context)


@login_required
@require_POST
def end_colleague(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """Leave, or remove a member; the last administrator stays."""
    organisation = _own(request, pk)
    found = _member(request, organisation, person)
    done = _("%(name)s no longer has access.") % {"name": found["person"]}
    act(request, end_membership, done=done, organisation=organisation, person=found["person"])
    return redirect("my_applications") if found["person"] == request.user else redirect("colleagues", pk)


@login_required
@require_POST
def invitation_back(request: SignedIn, pk: int) -> HttpResponse:
    """Take an invitation back."""
    mine = organisations_of(request.user, Seat.APPLICANT_ADMIN)
    found = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk, organisation__in=mine)
    act(request, take_back_invitation, invitation=found, done=_("The invitation was taken back."))
    return redirect("colleagues", found.organisation_id)


def invitation(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """Behind the link: who invites and to what; whoever has signed in may accept, once."""
    found = get_object_or_404(Invitation.objects.select_related("organisation", "invited_by"), pk=pk)
    if not constant_time_compare(mark, found.mark):
        raise Http404
    if request.method == "POST":
        return _accept(request, found)
    context = {"invitation": found, "rights": rights_of(found), "open": is_open(found)}
    return render(request, "awards/applicant/invitation.html", context, status=200 if context["open"] else 410)


def members(organisation: Organisation) -> list[dict[str, Any]]:
    """Who is a member today, with rights and days, longest first."""
    held = Appointment.objects.filter(in_force(), organisation=organisation, seat__in=APPLICANT_SEATS)
    by_person: dict[User, list[Appointment]] = {}
    for one in held.select_related("person").order_by("from_on", "id"):
        by_person.setdefault(one.person, []).append(one)
    return [
        {
            "person": person, "rights": Rights.of(frozenset(one.seat for one in seats)), "since": seats[0].from_on,
            "until": None if any(one.until_on is None for one in seats) else max(one.until_on for one in seats),  # type: ignore[type-var]
        }
        for person, seats in by_person.items()
    ]  # fmt: skip


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(link_of(found))
    done = _("You are now a member of %(name)s.") % {"name": found.organisation}
    if act(request, accept_invitation, invitation=found, done=done) is None:
        return redirect(link_of(found))
    return redirect("my_applications")


def _own(request: SignedIn, pk: int) -> Organisation:
    return get_object_or_404(Organisation, pk=pk, id__in=organisations_of(request.user))


def _manages(request: SignedIn, organisation: Organisation) -> bool:
    return organisation.pk in organisations_of(request.user, Seat.APPLICANT_ADMIN)


def _member(request: SignedIn, organisation: Organisation, person: int) -> dict[str, Any]:
    """A member whom the asker may see alone: an administrator everybody, others themselves."""
    visible = _manages(request, organisation) or person == request.user.pk
    found = next((one for one in members(organisation) if one["person"].pk == person), None)
    if found is None or not visible:
        raise Http404
    return found


def _shown_invitations(request: SignedIn, organisation: Organisation) -> list[dict[str, Any]]:
    return [
        {"invitation": one, "rights": rights_of(one), "link": request.build_absolute_uri(link_of(one))}
        for one in open_invitations(organisation)
    ]
