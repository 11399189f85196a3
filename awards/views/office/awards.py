"""Awards given with their certificates, the prize ledger, and formal papers for download."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Seat
from accounts.queries import organisations_of, schemes_of
from journal.models import OutboxMessage

from ...documents.make import make_certificate
from ...models import Award, Document, Edition, Paper
from ...policies import applications_for
from ...queries import regulation_of
from ...release import is_announced
from ...services.prizes import clause_of, record_payment
from ..acts import act
from .forms import PaymentForm
from .scope import award_of, edition_of, frame, office_only


@office_only
def awards_of(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition's awards with the state of each certificate."""
    edition = edition_of(request, pk)
    rows = _rows(edition)
    context = frame(request, edition, (_("Awards and certificates"), ""), rows=rows)
    context["making"] = sum(1 for row in rows if not row["award"].certificate)
    context["fault"] = _fault() if context["making"] else ""
    return render(request, "awards/office/awards.html", context)


def _fault() -> str:
    """Why certificates cannot be made at the moment (a library or the key is missing); empty while they just wait."""
    kind = f"{make_certificate.__module__}.{make_certificate.__qualname__}"
    failed = OutboxMessage.objects.filter(kind=kind, done_at=None).exclude(last_error="").last()
    return failed.last_error.strip().splitlines()[-1] if failed else ""


@office_only
def prizes(request: HttpRequest, pk: int) -> HttpResponse:
    """The prize ledger: due, paid, left."""
    edition = edition_of(request, pk)
    rows = _rows(edition)
    total = {key: sum(row[key] for row in rows) for key in ("due", "paid", "left")}
    context = frame(request, edition, (_("Prize ledger"), ""), rows=rows, total=total)
    return render(request, "awards/office/prizes.html", context)


def _rows(edition: Edition) -> list[dict[str, Any]]:
    regulation = regulation_of(edition)
    names = {tier.key: tier.name for tier in regulation.tiers}
    found = Award.objects.filter(edition=edition).annotate(sum_paid=Sum("payments__yuan")).order_by("number")
    return [
        {
            "award": award,
            "tier": names[award.tier],
            "clause": regulation.clause(award.prize_clause) if award.prize_clause else None,
            "due": award.prize_yuan,
            "paid": award.sum_paid or 0,
            "left": award.prize_yuan - (award.sum_paid or 0),
            "payments": list(award.payments.all()),
        }
        for award in found.prefetch_related("payments")
    ]


@office_only
def prize_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a payment for an award."""
    award = award_of(request, pk)
    paid = award.payments.aggregate(total=Sum("yuan"))["total"] or 0
    left = award.prize_yuan - paid
    form = PaymentForm(request.POST or None, initial={"payee": award.winner, "yuan": left})
    if request.method == "POST" and form.is_valid():
        terms = {"award": award, **form.cleaned_data}
        if act(request, record_payment, form=form, done=_("The payment is entered."), **terms):
            return redirect("prizes", award.edition_id)
    context = frame(
        request,
        award.edition,
        (_("Prize ledger"), reverse("prizes", args=[award.edition_id])),
        (award.number, ""),
        award=award,
        form=form,
        left=left,
        clause=clause_of(award),
    )
    return render(request, "awards/office/payment.html", context)


@login_required
def certificate(request: HttpRequest, pk: int) -> FileResponse:
    """The certificate, for the office, the observer, the deciders and, once announced, the winner's people."""
    seats = (Seat.OFFICER, Seat.OBSERVER, Seat.COMMITTEE, Seat.APPROVER)
    schemes = schemes_of(request.user, *seats)
    allowed = Q(edition__scheme__in=schemes) | Q(organisation__in=organisations_of(request.user))
    found = Award.objects.select_related("edition").prefetch_related("edition__stages")
    award = get_object_or_404(found.filter(allowed), pk=pk)
    if not award.certificate or not (award.edition.scheme in schemes or is_announced(award.edition)):
        raise Http404
    return _attachment(award.certificate, award.number)


@login_required
def document(request: HttpRequest, pk: int) -> FileResponse:
    """A formal paper as an attachment: a written result for who sees its application, a decision for its deciders."""
    seats = (Seat.OFFICER, Seat.OBSERVER, Seat.COMMITTEE, Seat.APPROVER)
    of_scheme = Q(edition__scheme__in=schemes_of(request.user, *seats))
    theirs = Q(kind=Paper.WRITTEN_RESULT, application__in=applications_for(request.user).values("pk"))
    paper = get_object_or_404(Document.objects.filter(of_scheme | theirs), pk=pk)
    if not paper.file:
        raise Http404
    return _attachment(paper.file, paper.number)


def _attachment(file: Any, name: str) -> FileResponse:
    response = FileResponse(file.open("rb"), as_attachment=True, filename=f"{name}.pdf", content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
