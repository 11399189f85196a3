"""The office's objections: who examines what, the answer, and, journalled each time, who objected."""

from typing import Any, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Seat, User
from accounts.queries import people_of_scheme
from accounts.views.access import insist, seat_required
from awards.queries import regulation_of
from awards.views.acts import act
from journal.queries import entries_about
from schemes.regulation.organs import NoticePeriod
from schemes.regulation.stages import StageKind

from .. import queries
from ..confidential import attachment_of, objector_of
from ..files import kind_of
from ..forms import ExaminerForm, SettleForm
from ..models import Objection
from ..policies import may_run_notices
from ..services import admit_objection, settle_objection

office = seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))


@require_safe
@office
def objections(request: HttpRequest, edition: int) -> HttpResponse:
    """Every objection of an edition; those that hold an application back first."""
    row = get_object_or_404(queries.editions_for(request.user), pk=edition)
    found = queries.objections_for(request.user).filter(notice__edition=row).order_by("id")
    rows = sorted(found, key=lambda objection: not objection.holds_back)
    context = {
        "edition": row, "regulation": regulation_of(row), "objections": rows,
        "waiting": sum(objection.holds_back for objection in rows), "crumbs": _crumbs(row),
    }  # fmt: skip
    return render(request, "publicity/office/objections.html", context)


@require_safe
@office
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection: what is said, who examines it, the answer."""
    return render(request, "publicity/office/objection.html", _page(request, _row(request, pk)))


@require_POST
@office
def admit(request: HttpRequest, pk: int) -> HttpResponse:
    """Admit it and name who examines it."""
    row = _row(request, pk)
    form = ExaminerForm(request.POST, officers=_officers(row))
    if form.is_valid() and act(
        request, admit_objection, form=form, done=_("Admitted."), objection=row, **form.cleaned_data
    ):
        return redirect("office_objection", pk=row.pk)
    return render(request, "publicity/office/objection.html", _page(request, row, examiner_form=form), status=422)


@require_POST
@office
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it."""
    row = _row(request, pk)
    form = SettleForm(request.POST, investigated=_rule(row).on_upheld == "investigated")
    if form.is_valid() and act(
        request, settle_objection, form=form, done=_("Answered."), objection=row, **form.cleaned_data
    ):
        return redirect("office_objection", pk=row.pk)
    return render(request, "publicity/office/objection.html", _page(request, row, settle_form=form), status=422)


@require_POST
@never_cache
@office
def objector(request: HttpRequest, pk: int) -> HttpResponse:
    """Who objected; each look is in the journal with its purpose."""
    row = _row(request, pk)
    purpose = request.POST.get("purpose", "").strip()[:200]
    context = _page(request, row)
    if purpose:
        identity = objector_of(objection=row, actor=cast(User, request.user), purpose=purpose)
        context |= {"identity": identity, "revealed": True, "readings": _readings(row)}
    else:
        context |= {"purpose_missing": True}
    return render(request, "publicity/office/objection.html", context, status=200 if purpose else 422)


@require_safe
@never_cache
@seat_required(Seat.OFFICER)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The attached evidence, as a download. A sealed letter names its sender, so each look is in the journal."""
    row = get_object_or_404(queries.objections_for(request.user, Seat.OFFICER), pk=pk)
    if not row.file:
        raise Http404
    opened = attachment_of(objection=row, actor=cast(User, request.user))
    kind = kind_of(opened.read(16))
    opened.seek(0)
    return FileResponse(opened, as_attachment=True, filename=f"{row.number}.{kind or 'bin'}")  # type: ignore[return-value]


def _row(request: HttpRequest, pk: int) -> Objection:
    row = get_object_or_404(queries.objections_for(request.user), pk=pk)
    if request.method == "POST":
        insist(may_run_notices(request.user, row.notice.edition.scheme))
    return row


def _rule(row: Objection) -> NoticePeriod:
    found = regulation_of(row.notice.edition).notice_period(StageKind(row.notice.stage.kind))
    if found is None:
        raise Http404
    return found[1]


def _officers(row: Objection) -> Any:
    return people_of_scheme(row.notice.edition.scheme, Seat.OFFICER).order_by("id")


def _page(
    request: HttpRequest,
    row: Objection,
    examiner_form: ExaminerForm | None = None,
    settle_form: SettleForm | None = None,
) -> dict[str, Any]:
    rule = _rule(row)
    return {
        "objection": row, "notice": row.notice, "regulation": regulation_of(row.notice.edition), "rule": rule,
        "rule_clause": regulation_of(row.notice.edition).clause(row.notice.clause),
        "examiner_form": examiner_form
        or ExaminerForm(officers=_officers(row), initial={"examiner": row.examined_by or request.user}),
        "settle_form": settle_form or SettleForm(investigated=rule.on_upheld == "investigated"),
        "answer": getattr(row, "answer", None), "readings": _readings(row),
        "may_act": bool(may_run_notices(request.user, row.notice.edition.scheme)),
        "mine": row.examined_by_id == request.user.pk, "crumbs": _crumbs(row.notice.edition, row),
    }  # fmt: skip


def _readings(row: Objection) -> Any:
    return entries_about(row).filter(act__in=("read_objector", "read_objection_file"))


def _crumbs(edition: Any, row: Objection | None = None) -> list[dict[str, Any]]:
    trail = [
        {"label": edition.title, "url": reverse("office_edition", args=[edition.pk])},
        {"label": _("Objections"), "url": reverse("office_objections", args=[edition.pk])},
    ]
    if row is not None:
        trail.append({"label": row.number, "url": ""})
    else:
        trail[-1]["url"] = ""
    return trail
