"""The self-check before any typing: only the deciding questions, each rule's finding at once; then the start."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Organisation, Seat
from accounts.queries import organisations_of
from accounts.views.request import SignedIn
from schemes.rules.eligibility import may_apply_from
from schemes.rules.finding import Finding

from ...applicant_queries import days_left, deadline_of
from ...eligibility_queries import SelfCheck, ground_of, self_check
from ...forms.answers import SectionForm
from ...forms.layout import arrange
from ...models import Application, Edition
from ...policies import applications_open
from ...queries import regulation_of
from ...record_queries import barred
from ...services.applications import start_application
from ..acts import act
from .fetch import edition_for_applicants

LEFT_OUT = ("csrfmiddlewaretoken", "go", "individual_name")
WRITERS = (Seat.APPLICANT_ADMIN, Seat.APPLICANT_EDITOR)


@login_required
def eligibility(request: SignedIn, edition: int) -> HttpResponse:
    """Answer what decides, see each article's finding; start an application with these answers."""
    found = edition_for_applicants(edition)
    fields = {name: str(typed) for name, typed in request.POST.items() if name not in LEFT_OUT}
    terms = _terms(request, found)
    check = self_check(
        ground_of(found, terms["kind"]), tier=terms["tier"], fields=fields, organisation=terms["organisation"],
        name=terms["individual_name"],
    )  # fmt: skip
    if request.method == "POST" and request.POST.get("go") == "start":
        started = _start(request, found, terms, check.fields)
        if started:
            return redirect("application", started.pk)
    template = "_findings" if request.headers.get("X-Live") else "eligibility"
    return render(request, f"awards/applicant/{template}.html", _page(request, found, terms, check))


def _page(request: SignedIn, edition: Edition, terms: dict[str, Any], check: SelfCheck) -> dict[str, Any]:
    form = SectionForm(check.section, check.material.layout, check.fields)
    deadline = deadline_of(edition)
    on_record = _on_record(edition, terms)
    return {
        "edition": edition, "regulation": check.material.regulation, "check": check, "form": form, "terms": terms,
        "explained": check.explained, "on_record": on_record, "open_from": may_apply_from(on_record),
        "groups": arrange(form, check.material, ""), "deadline": deadline, "left": days_left(deadline),
        "open": applications_open(edition), "organisations": _organisations(request),
        "existing": _existing(edition, terms),
    }  # fmt: skip


def _on_record(edition: Edition, terms: dict[str, Any]) -> tuple[Finding, ...]:
    if terms["organisation"] is None:
        return ()
    named = {"kind": terms["kind"], "tier": terms["tier"], "name": terms["individual_name"]}
    return barred(edition, terms["organisation"], **named)


def _terms(request: SignedIn, edition: Edition) -> dict[str, Any]:
    """Who would apply, as what kind, for which award; what is not on offer falls back to the first."""
    regulation = regulation_of(edition)
    kinds = [form.applicant for form in regulation.forms]
    tiers = [tier for tier in regulation.tiers if tier.own_applications]
    organisations = _organisations(request)
    wanted = request.GET.get("organisation", "")
    return {
        "kinds": kinds,
        "kind": request.GET.get("kind") if request.GET.get("kind") in kinds else kinds[0],
        "tiers": tiers,
        "tier": next(
            (tier.key for tier in tiers if tier.key == request.GET.get("tier")), tiers[0].key if tiers else ""
        ),
        "organisation": next((one for one in organisations if str(one.pk) == wanted), next(iter(organisations), None)),
        "individual_name": request.POST.get("individual_name", "").strip(),
    }


def _organisations(request: SignedIn) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=organisations_of(request.user, *WRITERS)))


def _existing(edition: Edition, terms: dict[str, Any]) -> Application | None:
    return Application.objects.filter(
        edition=edition, organisation=terms["organisation"], applicant_kind=terms["kind"], tier=terms["tier"]
    ).first()


def _start(request: SignedIn, edition: Edition, terms: dict[str, Any], fields: dict[str, str]) -> Application | None:
    if terms["organisation"] is None:
        return None
    started: Application | None = act(
        request, start_application, edition=edition, organisation=terms["organisation"], applicant_kind=terms["kind"],
        individual_name=terms["individual_name"], tier=terms["tier"], fields=fields,
    )  # fmt: skip
    return started
