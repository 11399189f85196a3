"""Departments and member units: what they are asked and until when; their answers, on-line or by workbook."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from accounts.queries import units_of
from accounts.views.access import insist, seat_required

from ..forms.inquiries import AnswerForm, WorkbookForm
from ..inquiry_policies import ANSWERING, lines_for, may_answer
from ..inquiry_queries import due_at, facts_shown, reply, tasks_for, with_answers
from ..inquiry_workbook import read_answers, write_answers
from ..labels import VERDICTS
from ..models import Inquiry, InquiryLine, Verdict
from ..queries import regulation_of
from ..services.inquiries import Answered, answer_inquiry
from .acts import act

PAGE = 50
SHOWN = 100
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

asked_seats = seat_required(*ANSWERING)


@asked_seats
def inquiries_asked(request: HttpRequest) -> HttpResponse:
    """What waits first, by its day; then what is answered or over."""
    tasks = tasks_for(request.user)  # type: ignore[arg-type]
    waiting = [task for task in tasks if not task["settled"]]
    settled = [task for task in tasks if task["settled"]]
    return render(request, "awards/department/home.html", {"waiting": waiting, "settled": settled})


@asked_seats
def answer(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """One row an applicant: read what is asked, answer, correct."""
    inquiry, asked = _asked(request, pk, unit)
    allowed = may_answer(request.user, asked, inquiry.stage)
    page = Paginator(_lines(inquiry, asked), PAGE).get_page(request.GET.get("page"))
    forms = [AnswerForm(request.POST or None, reply=reply(line)) for line in page.object_list]
    if request.method == "POST":
        insist(allowed)
        valid = [form.is_valid() for form in forms]  # every form shows its errors
        if all(valid):
            said = [_said(form) for form in forms if form.cleaned_data["verdict"]]
            if _kept(request, inquiry, asked, said, forms[0] if forms else None):
                return redirect(request.get_full_path())
    context = {
        **_frame(inquiry, asked), "forms": forms, "page": page, "allowed": allowed, "workbook": WorkbookForm(),
        "faulty": [form for form in forms if form.errors],
    }  # fmt: skip
    return render(request, "awards/department/answer.html", context)


@asked_seats
def workbook(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """The workbook to fill in; filled, what it says and every fault in it, kept only when confirmed."""
    inquiry, asked = _asked(request, pk, unit)
    lines = _lines(inquiry, asked)
    if request.method != "POST":
        reply_ = HttpResponse(write_answers(inquiry, lines), content_type=SHEET_TYPE)
        reply_["Content-Disposition"] = f'attachment; filename="inquiry-{inquiry.pk}.xlsx"'
        return reply_
    insist(may_answer(request.user, asked, inquiry.stage))
    salt = f"answers-{inquiry.pk}-{asked.pk}"
    if "read" in request.POST:
        return _confirmed(request, inquiry, asked, salt)
    return _preview(request, inquiry, asked, salt)


@asked_seats
def asked_application(request: HttpRequest, pk: int) -> HttpResponse:
    """What a unit may read of one applicant: what it was asked about, or everything where the office says so."""
    rows = lines_for(request.user).select_related(
        "inquiry", "unit", "application__organisation", "application__edition__regulation_version"
    )
    line = get_object_or_404(rows, pk=pk)
    line.inquiry.edition = line.application.edition
    context = {**_frame(line.inquiry, line.unit), "line": line, "sections": facts_shown(line)}
    return render(request, "awards/department/application.html", context)


def _asked(request: HttpRequest, pk: int, unit: int) -> tuple[Inquiry, Unit]:
    asked = get_object_or_404(Unit, pk=unit, id__in=units_of(request.user, *ANSWERING))
    rows = Inquiry.objects.filter(pk__in=lines_for(request.user).filter(unit=asked).values("inquiry"))
    rows = rows.select_related("edition__regulation_version", "stage").prefetch_related("edition__parameters")
    return get_object_or_404(rows, pk=pk), asked


def _lines(inquiry: Inquiry, unit: Unit) -> Any:
    return with_answers(InquiryLine.objects.filter(inquiry=inquiry, unit=unit)).order_by("application__number", "pk")


def _frame(inquiry: Inquiry, unit: Unit) -> dict[str, Any]:
    regulation = regulation_of(inquiry.edition)
    return {
        "inquiry": inquiry, "unit": unit, "edition": inquiry.edition, "regulation": regulation,
        "clause": regulation.clause(inquiry.clause), "due": due_at(inquiry),
    }  # fmt: skip


def _said(form: AnswerForm) -> Answered:
    data = form.cleaned_data
    return Answered(line=form.reply.line.pk, verdict=data["verdict"], text=data["text"])


def _kept(request: HttpRequest, inquiry: Inquiry, unit: Unit, said: list[Answered], form: AnswerForm | None) -> bool:
    kept = act(request, answer_inquiry, form=form, inquiry=inquiry, unit=unit, answers=said)
    if kept is None:
        return False
    number = len(kept)
    if number:
        text = ngettext("%(number)s answer is kept.", "%(number)s answers are kept.", number) % {"number": number}
        messages.success(request, text)
    else:
        messages.info(request, _("Nothing was changed."))
    return True


def _preview(request: HttpRequest, inquiry: Inquiry, unit: Unit, salt: str) -> HttpResponse:
    form, lines = WorkbookForm(request.POST, request.FILES), list(_lines(inquiry, unit))
    context: dict[str, Any] = {**_frame(inquiry, unit), "form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        read, by_pk = read_answers(file, file.size, lines), {line.pk: line for line in lines}
        rows = [[one.line, one.verdict, one.text] for one in read.answers]
        context |= {
            "faults": read.faults, "number": len(rows), "more": max(0, len(rows) - SHOWN),
            "rows": [(by_pk[one.line], VERDICTS[Verdict(one.verdict)][0], one.text) for one in read.answers[:SHOWN]],
            "read": "" if read.faults else signing.dumps(rows, salt=salt, compress=True),
        }  # fmt: skip
    return render(request, "awards/department/workbook.html", context)


def _confirmed(request: HttpRequest, inquiry: Inquiry, unit: Unit, salt: str) -> HttpResponse:
    try:
        rows = signing.loads(request.POST["read"], salt=salt, max_age=3600)
    except signing.BadSignature:
        messages.error(request, _("This preview is no longer valid; upload the workbook again."))
    else:
        _kept(request, inquiry, unit, [Answered(line=line, verdict=v, text=text) for line, v, text in rows], None)
    return redirect("answer_inquiry", inquiry.pk, unit.pk)
