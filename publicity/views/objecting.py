"""Objecting to an entry of a notice, and asking later what became of it."""

import hmac
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from awards.services import Refused
from awards.views.acts import readable
from journal import clock

from .. import queries
from ..forms import ObjectionForm, StatusForm
from ..limits import within
from ..models import Notice, Objection
from ..services import register_objection
from .anonymous import anonymous, page
from .public import regulation_of_version

# Nothing here acts with a visitor's rights, so there is nothing for a forged form to borrow; visitors carry no cookie.


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@anonymous
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """The form; whoever sends it gets a number and a code."""
    notice = get_object_or_404(
        queries.published().select_related("edition__regulation_version", "stage"), number=number
    )
    chosen = request.GET.get("entry", "")
    form = ObjectionForm(
        request.POST or None, request.FILES or None, notice=notice,
        initial={"application": int(chosen) if chosen.isascii() and chosen.isdigit() else None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if not within(request, "objection", times=12, seconds=3600):
            form.add_error(None, _("Too many objections came from your address. Please try again in an hour."))
        elif (kept := _register(notice, form)) is not None:
            return page(request, "publicity/objection_receipt.html", {"objection": kept, "notice": notice})
    context = {
        "form": form, "notice": notice, "regulation": regulation_of_version(notice.edition),
        "closed": not notice.takes_objections or notice.stage.closed_at is not None,
        "late": notice.ends_at is not None and clock.now() >= notice.ends_at,
        "file_lost": bool(request.FILES) and bool(form.errors),
    }  # fmt: skip
    return page(request, "publicity/objection.html", context, status=422 if form.errors else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@anonymous
def objection_status(request: HttpRequest) -> HttpResponse:
    """What became of an objection, for whoever holds its number and code."""
    form = StatusForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        if not within(request, "objection-status", times=20, seconds=600):
            form.add_error(None, _("Too many attempts. Please try again in ten minutes."))
        elif (found := _found(form.cleaned_data)) is None:
            form.add_error(None, _("No objection has this number and code. Please compare them with your receipt."))
    context: dict[str, Any] = {"form": form, "objection": found}
    if found is not None:
        context |= {"answer": getattr(found, "answer", None)}
    return page(request, "publicity/objection_status.html", context, status=422 if form.errors else 200)


def _register(notice: Notice, form: ObjectionForm) -> Objection | None:
    data = form.cleaned_data
    try:
        return register_objection(
            notice=notice, application=data["application"], text=data["text"], token=data["token"], by=form.by,
            attachment=form.attachment,
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, readable(refused))
        return None


def _found(data: dict[str, Any]) -> Objection | None:
    row = Objection.objects.select_related("notice", "answer").filter(number=data["number"]).first()
    return row if row is not None and hmac.compare_digest(row.code.encode(), data["code"].encode()) else None
