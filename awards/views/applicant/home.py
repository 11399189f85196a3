"""What an applicant must do, by when; its applications; the awards one can apply for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.models import Organisation
from accounts.queries import organisations_of
from accounts.views.request import SignedIn

from ...applicant_queries import applications_listed, editions_open, tasks_of


@login_required
def my_applications(request: SignedIn) -> HttpResponse:
    """The first page of an applicant."""
    applications = applications_listed(request.user)
    organisations = Organisation.objects.filter(pk__in=organisations_of(request.user))
    return render(
        request,
        "awards/applicant/home.html",
        {
            "tasks": tasks_of(request.user, applications),
            "applications": applications,
            "editions": editions_open(),
            "organisations": organisations,
        },
    )
