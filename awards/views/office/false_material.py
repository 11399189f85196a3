"""False material: propose, decide as a second officer; the register of bans."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Seat
from accounts.queries import schemes_of
from schemes.rules.dates import ONE_DAY

from ...forms.corrections import DropForm, FalseMaterialForm
from ...models import Ban, FalseMaterial
from ...queries import regulation_of
from ...services.false_material import (
    REACHES,
    confirm_false_material,
    consequence_of,
    drop_false_material,
    propose_false_material,
)
from ..acts import act
from .scope import application_of, frame, office_only

PAGE = 50


@office_only
def false_material(request: HttpRequest, pk: int) -> HttpResponse:
    """What a confirmation brings; propose it, or confirm or drop what somebody else proposed (POST)."""
    application = application_of(request, pk)
    cases = list(application.false_material.select_related("proposed_by", "decided_by", "ban"))
    waiting = next((case for case in cases if case.decided_at is None), None)
    go = request.POST.get("go", "")
    form = FalseMaterialForm(request.POST if go == "propose" else None)
    drop = DropForm(request.POST if go == "drop" else None)
    if request.method == "POST" and _done(request, application, waiting, form, drop, go):
        return redirect("false_material", pk)
    context = frame(
        request,
        application.edition,
        (_("Applications"), reverse("office_applications", args=[application.edition_id])),
        (application.number or application.applicant_name, reverse("office_application", args=[pk])),
        (_("False material"), ""),
        application=application,
        cases=[case for case in cases if case.decided_at],
        waiting=waiting,
        mine=waiting is not None and waiting.proposed_by_id == request.user.pk,
        form=form,
        drop=drop,
        possible=application.standing in REACHES,
        follows=_follows(application),
    )
    return render(request, "awards/office/false_material.html", context)


@office_only
def bans(request: HttpRequest) -> HttpResponse:
    """Every ban that reaches an award of the person's schemes, the latest first; an officer's or observer's to read."""
    mine = schemes_of(request.user, Seat.OFFICER, Seat.OBSERVER)
    rows = Ban.objects.select_related(
        "organisation", "decided_by", "false_material__application__edition__regulation_version"
    ).prefetch_related("false_material__application__edition__parameters")
    found = [row for row in rows.order_by("-since", "-pk") if mine & set(row.schemes)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = [_line(row, mine) for row in page.object_list]
    return render(request, "awards/office/bans.html", {"page": page, "lines": lines})


def _done(request: HttpRequest, application: Any, waiting: FalseMaterial | None, form: Any, drop: Any, go: str) -> bool:
    if go == "propose" and form.is_valid():
        done, terms = _("Proposed. Another officer decides."), {"application": application, **form.cleaned_data}
        return bool(act(request, propose_false_material, form=form, done=done, **terms))
    if waiting is None:
        return False
    waiting.application = application
    if go == "confirm":
        done = _("The application is disqualified; a written result is on its way.")
        act(request, confirm_false_material, done=done, case=waiting)
        return True
    if go == "drop" and drop.is_valid():
        done = _("It is not confirmed; the application stays as it is.")
        return bool(act(request, drop_false_material, form=drop, done=done, case=waiting, **drop.cleaned_data))
    return False


def _follows(application: Any) -> dict[str, Any]:
    found = consequence_of(application)
    return {"clause": found.clause, "ban": found.ban}


def _line(row: Ban, mine: frozenset[str]) -> dict[str, Any]:
    case = getattr(row, "false_material", None)
    edition = case.application.edition if case else None
    open_to_reader = case is not None and case.application.edition.scheme in mine
    return {
        "row": row, "from": row.until + ONE_DAY, "regulation": regulation_of(edition) if edition else None,
        "edition": edition, "application": case.application_id if case and open_to_reader else None,
    }  # fmt: skip
