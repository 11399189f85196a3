"""Registering an organisation; its people and their seats."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Appointment, Organisation, Seat
from accounts.policies import YES, no
from accounts.queries import in_force, organisations_of
from accounts.services import appoint, end_appointment
from accounts.views.access import insist
from accounts.views.request import SignedIn
from journal import clock

from ...forms.organisations import ColleagueForm, OrganisationForm
from ...services.organisations import ask_to_join, found_organisation

SEATS = (Seat.APPLICANT_ADMIN, Seat.APPLICANT_EDITOR, Seat.APPLICANT_VIEWER)


@login_required
def register_organisation(request: SignedIn) -> HttpResponse:
    """Enter an organisation and become its administrator; one that is there already is asked to let you in."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        there = Organisation.objects.filter(uscc=form.cleaned_data["uscc"]).first()
        if there is not None:
            return _join(request, there)
        found_organisation(actor=request.user, **form.terms())
        messages.success(request, _("The organisation is registered; you are its administrator."))
        return redirect("my_applications")
    return render(request, "awards/applicant/register_organisation.html", {"form": form})


@login_required
def colleagues(request: SignedIn, pk: int) -> HttpResponse:
    """Who holds which seat in the organisation; its administrators add people."""
    organisation = get_object_or_404(Organisation, pk=pk, id__in=organisations_of(request.user))
    is_admin = organisation.pk in organisations_of(request.user, Seat.APPLICANT_ADMIN)
    form = ColleagueForm(organisation, request.POST or None)
    if request.method == "POST":
        insist(YES if is_admin else no())
        if form.is_valid():
            appoint(person=form.person, seat=Seat(form.cleaned_data["seat"]), place=organisation, actor=request.user)
            messages.success(request, _("%(name)s was added.") % {"name": form.person})
            return redirect("colleagues", pk)
    seats = Appointment.objects.filter(in_force(), organisation=organisation, seat__in=SEATS).select_related("person")
    context = {"organisation": organisation, "form": form, "seats": seats.order_by("id"), "is_admin": is_admin}
    return render(request, "awards/applicant/colleagues.html", context)


@login_required
@require_POST
def end_colleague(request: SignedIn, pk: int) -> HttpResponse:
    """End a colleague's seat with today as its last day; the last administrator stays."""
    mine = organisations_of(request.user, Seat.APPLICANT_ADMIN)
    appointment = get_object_or_404(Appointment.objects.filter(in_force()), pk=pk, organisation__in=mine)
    others = Appointment.objects.filter(
        in_force(), organisation=appointment.organisation, seat=Seat.APPLICANT_ADMIN, until_on=None
    ).exclude(pk=pk)
    if appointment.seat == Seat.APPLICANT_ADMIN and not others.exists():
        messages.error(request, _("An organisation keeps at least one administrator."))
    else:
        end_appointment(appointment=appointment, on=clock.today(), actor=request.user)
        messages.success(request, _("The seat ends today."))
    return redirect("colleagues", appointment.organisation_id)


def _join(request: SignedIn, organisation: Organisation) -> HttpResponse:
    if organisation.pk in organisations_of(request.user):
        messages.info(request, _("You already hold a seat in this organisation."))
    else:
        ask_to_join(organisation=organisation, actor=request.user)
        messages.info(
            request, _("This organisation is registered already. Its administrators were told that you ask to join.")
        )
    return redirect("my_applications")
