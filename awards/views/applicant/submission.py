"""Checking, handing in, the receipt, withdrawing; choosing who recommends."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import Unit
from accounts.views.access import insist
from accounts.views.request import SignedIn
from journal.templatetags.portal import say
from schemes.regulation import Clause, Regulation
from schemes.rules.eligibility import bars

from ...applicant_queries import days_left, deadline_of, next_steps
from ...application_queries import findings_of
from ...material import application_stage, draft_of, latest_submission
from ...models import Application
from ...policies import applications_open, may_resume, may_submit
from ...queries import recommending_clause
from ...services.applications import choose_recommender, recommending_units
from ...services.submission import (
    STATEMENT,
    blockers_to_submit,
    resume_application,
    submit_application,
    withdraw_application,
)
from ..acts import act
from .fetch import own_application
from .states import changed_since


class SignatureForm(forms.Form):
    """The statement of truth, signed by name."""

    truthful = forms.BooleanField(label=_("I make this statement on behalf of the applicant."))
    signed_name = forms.CharField(
        label=_("Signed (your full name)"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class RecommenderForm(forms.Form):
    """Which unit is asked for its signed opinion."""

    unit = forms.ChoiceField(label=_("Recommending unit"), widget=forms.RadioSelect)

    def __init__(self, units: list[Unit], *args: object, **kwargs: object) -> None:
        """``units``: those of the scheme."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["unit"].choices = [(str(unit.pk), say(unit.name)) for unit in units]  # type: ignore[attr-defined]


@login_required
def submit(request: SignedIn, pk: int) -> HttpResponse:
    """Check what is missing, sign, hand in."""
    application = own_application(request, pk)
    form = SignatureForm(request.POST or None)
    if request.method == "POST":
        insist(may_submit(request.user, application))
        if form.is_valid():
            name = form.cleaned_data["signed_name"]
            if act(request, submit_application, form=form, application=application, signed_name=name):
                return redirect("receipt", pk)
    return render(request, "awards/applicant/submit.html", _check_page(request, application, form))


def _check_page(request: SignedIn, application: Application, form: SignatureForm) -> dict[str, object]:
    draft = draft_of(application)
    latest = latest_submission(application)
    findings = findings_of(draft)
    deadline = deadline_of(application.edition)
    return {
        "application": application, "regulation": draft.regulation, "form": form, "statement": STATEMENT,
        "blockers": [{"says": b.text, "url": b.url} for b in blockers_to_submit(application)],
        "findings": findings, "bars": bars(findings), "latest": latest, "changed": changed_since(draft, latest),
        "may_submit": may_submit(request.user, application), "deadline": deadline, "left": days_left(deadline),
        "may_hand_in": latest is None or application.submitted_at is None or changed_since(draft, latest),
        "needs_opinion": recommending_clause(application_stage(application.edition)),
        "g8": truth_clause(draft.regulation),
    }  # fmt: skip


@login_required
def receipt(request: SignedIn, pk: int) -> HttpResponse:
    """The numbered receipt and what happens next, by real dates."""
    application = own_application(request, pk)
    latest = latest_submission(application)
    if latest is None:
        return redirect("application", pk)
    context = {
        "application": application, "latest": latest, "submissions": application.submissions.all(),
        "steps": next_steps(application), "regulation": draft_of(application).regulation,
        "deadline": deadline_of(application.edition), "left": days_left(deadline_of(application.edition)),
        "needs_opinion": recommending_clause(application_stage(application.edition)),
        "open": applications_open(application.edition),
    }  # fmt: skip
    return render(request, "awards/applicant/receipt.html", context)


@login_required
def recommender(request: SignedIn, pk: int) -> HttpResponse:
    """Choose who is asked for the signed opinion."""
    application = own_application(request, pk)
    units = recommending_units(application.edition)
    chosen = {"unit": str(application.recommender_id or "")}
    form = RecommenderForm(units, request.POST or None, initial=chosen)
    if request.method == "POST":
        insist(may_submit(request.user, application))
        if form.is_valid():
            unit = next(unit for unit in units if str(unit.pk) == form.cleaned_data["unit"])
            if act(request, choose_recommender, form=form, application=application, unit=unit):
                return redirect("application", pk)
    context = {
        "application": application, "form": form, "regulation": draft_of(application).regulation,
        "clause": recommending_clause(application_stage(application.edition)),
        "may_submit": may_submit(request.user, application),
    }  # fmt: skip
    return render(request, "awards/applicant/recommender.html", context)


@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Ask once more, then take the application back."""
    application = own_application(request, pk)
    if request.method == "POST":
        insist(may_submit(request.user, application))
        done = gettext("The application is withdrawn. You can take it up again until the deadline.")
        act(request, withdraw_application, application=application, done=done)
        return redirect("application", pk)
    context = {"application": application, "may_submit": may_submit(request.user, application)}
    return render(request, "awards/applicant/withdraw.html", context)


@login_required
@require_POST
def resume(request: SignedIn, pk: int) -> HttpResponse:
    """Take a withdrawn application up again."""
    application = own_application(request, pk)
    insist(may_resume(request.user, application))
    act(request, resume_application, application=application, done=gettext("The application is a draft again."))
    return redirect("application", pk)


def truth_clause(regulation: Regulation) -> Clause | None:
    """The clause that the statement of truth rests on."""
    return next((clause for clause in regulation.common if clause.id == "G-8"), None)
