"""Registering an organisation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.queries import organisations_of
from accounts.views.request import SignedIn

from ...forms.organisations import OrganisationForm
from ...services.organisations import ask_to_join, found_organisation


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


def _join(request: SignedIn, organisation: Organisation) -> HttpResponse:
    if organisation.pk in organisations_of(request.user):
        messages.info(request, _("You already hold a seat in this organisation."))
    else:
        ask_to_join(organisation=organisation, actor=request.user)
        messages.info(
            request, _("This organisation is registered already. Its administrators were told that you ask to join.")
        )
    return redirect("my_applications")
