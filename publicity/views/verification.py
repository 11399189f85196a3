"""Whether a certificate is genuine and its title still valid: by QR code, by hand, by file (G-6)."""

import hmac
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from awards.models import Award
from awards.plain_text import one_line
from journal import clock
from journal.digests import sha256
from schemes.regulation import Regulation
from schemes.regulation.aftermath import TitleUse

from .. import queries
from ..forms import VerifyFileForm, VerifyForm
from ..limits import within
from ..signatures import Seal, seal_of
from .anonymous import anonymous, page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@anonymous
def verify(request: HttpRequest) -> HttpResponse:
    """Type number and code, or hand in the PDF."""
    by_file = request.method == "POST" and "file" in request.FILES
    form = VerifyForm(request.POST if request.method == "POST" and not by_file else None)
    file_form = VerifyFileForm(files=request.FILES if by_file else None, data={} if by_file else None)
    context: dict[str, Any] = {"form": form, "file_form": file_form}
    active = file_form if by_file else form
    if request.method == "POST" and active.is_valid():
        if not within(request, "verify", times=60, seconds=600):
            active.add_error(None, _("Too many attempts. Please try again in ten minutes."))
        else:
            context |= _by_file(file_form) if by_file else _by_number(**form.cleaned_data)
    return page(request, "publicity/verify.html", context, status=422 if active.errors else 200)


@require_safe
@never_cache
@anonymous
def verify_award(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Where the certificate's QR code leads."""
    if not within(request, "verify", times=60, seconds=600):
        return page(request, "publicity/verify.html", {"form": VerifyForm(), "file_form": VerifyFileForm()}, status=429)
    initial = {"number": number, "code": code}
    context = {"form": VerifyForm(initial=initial), "file_form": VerifyFileForm(), **_by_number(number, code)}
    return page(request, "publicity/verify.html", context, status=200 if context["award"] else 404)


def _by_number(number: str, code: str) -> dict[str, Any]:
    number, code = one_line(number), one_line(code)
    award = _awards().filter(number=number).first()
    genuine = award is not None and hmac.compare_digest(award.code.encode(), code.upper().encode())
    return {"asked": True, "number": number, **_shown(award if genuine else None)}


def _by_file(form: VerifyFileForm) -> dict[str, Any]:
    content = form.cleaned_data["file"].read()
    award = _awards().filter(certificate_digest=sha256(content)).first()
    seal = Seal.INTACT if award else seal_of(content)
    return {"asked": True, "by_file": True, "seal": seal.value, **_shown(award)}


def _awards() -> Any:
    return (
        queries.announced().select_related("edition__regulation_version").defer("edition__regulation_version__document")
    )


def _shown(award: Award | None) -> dict[str, Any]:
    if award is None:
        return {"award": None, "state": ""}
    regulation = award.edition.regulation_version.regulation
    tier = next((tier.name for tier in regulation.tiers if tier.key == award.tier), award.tier)
    return {
        "award": award, "state": queries.title_state(award, clock.today()), "tier": tier, "regulation": regulation,
        "title_use": _title_use(regulation),
    }  # fmt: skip


def _title_use(regulation: Regulation) -> Any:
    found = regulation.rule(TitleUse)
    return found[0] if found else None
