"""What the articles say about an application as it is being written, and about an organisation before it applies."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import Organisation
from accounts.queries import organisations_of
from accounts.views.request import SignedIn

from ...addresses import question_url
from ...application_queries import findings_of
from ...deciding import Explanation, explanation
from ...material import Material, draft_of
from ...record_queries import standing_of
from .fetch import own_application


@login_required
def findings(request: SignedIn, pk: int) -> HttpResponse:
    """Each clause for what stands in the draft, with the answers that decided; alone for a live refresh."""
    application = own_application(request, pk)
    draft = draft_of(application)
    template = "_findings" if request.headers.get("X-Live") else "findings"
    context = {"application": application, "regulation": draft.regulation, "explained": explained(draft)}
    return render(request, f"awards/applicant/{template}.html", context)


@login_required
def organisation_record(request: SignedIn, pk: int) -> HttpResponse:
    """From which awards the organisation is barred by what the portal knows, until which day."""
    organisation = get_object_or_404(Organisation, pk=pk, id__in=organisations_of(request.user))
    context = {"organisation": organisation, "awards": standing_of(organisation)}
    return render(request, "awards/applicant/organisation_record.html", context)


def explained(draft: Material) -> Explanation:
    """The findings on a draft, each answer linked to its question in the form."""
    application = draft.application
    return explanation(
        findings_of(draft), draft.layout, draft.form.sections,
        lambda section, field: question_url(application, section, field),
    )  # fmt: skip
