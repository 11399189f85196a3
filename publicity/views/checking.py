"""The self-check for everybody: answers are judged and forgotten; nobody is known here and nothing is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from awards.eligibility_queries import Ground, ground_of, ground_without_edition, self_check
from awards.forms.answers import SectionForm
from awards.forms.layout import arrange
from awards.models import Edition
from awards.policies import applications_open
from awards.queries import regulation_of
from journal import clock
from schemes.regulation import Regulation

from .. import queries
from .anonymous import anonymous, page

MOST_TYPED = 300


@csrf_exempt  # nothing is stored and nobody's rights are used: there is nothing for a forged form to borrow
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@anonymous
def check(request: HttpRequest, scheme: str) -> HttpResponse:
    """Answer what decides and see each article's finding, without an account."""
    regulation, edition = _award(scheme)
    terms = _terms(request, regulation)
    ground = _ground(regulation, edition, terms["kind"])
    fields = {name: str(typed)[:MOST_TYPED] for name, typed in request.POST.items() if name != "go"}
    found = self_check(ground, tier=terms["tier"], fields=fields)
    context = {"regulation": regulation, "explained": found.explained, "ground": ground, "terms": terms}
    if request.headers.get("X-Live"):
        return render(request, "awards/applicant/_findings.html", context)
    form = SectionForm(found.section, found.material.layout, found.fields)
    context |= {"check": found, "form": form, "groups": arrange(form, found.material, ""), "edition": edition}
    return page(request, "publicity/check.html", context)


def _award(scheme: str) -> tuple[Regulation, Edition | None]:
    """A scheme's regulation, with the edition that was called and takes applications now, if there is one."""
    versions = queries.newest(queries.stored_versions(scheme=scheme))
    if not versions:
        raise Http404
    called, _stages = queries.called_edition(scheme)
    if called is None or not applications_open(called):
        return versions[0], None
    return regulation_of(called), called


def _ground(regulation: Regulation, edition: Edition | None, kind: str) -> Ground:
    return ground_of(edition, kind) if edition else ground_without_edition(regulation, kind, clock.today())


def _terms(request: HttpRequest, regulation: Regulation) -> dict[str, Any]:
    """What is asked for, from what the regulation offers; anything else falls back to the first."""
    kinds = [form.applicant for form in regulation.forms]
    tiers = [tier for tier in regulation.tiers if tier.own_applications]
    wanted, tier = request.GET.get("kind"), request.GET.get("tier")
    first = tiers[0].key if tiers else ""
    return {
        "kinds": kinds, "kind": wanted if wanted in kinds else kinds[0], "tiers": tiers,
        "tier": tier if tier in {one.key for one in tiers} else first,
    }  # fmt: skip
