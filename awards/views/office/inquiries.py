"""The office asks departments or member units, and sees who answered what and who has not."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ...forms.inquiries import AskForm
from ...inquiry_queries import (
    asking_stage,
    inquiries_of,
    inquiry_blockers,
    progress_of,
    questions_of,
    reply,
    with_answers,
)
from ...models import Inquiry
from ...queries import regulation_of
from ...services.inquiries import ask_departments
from ..acts import act
from .scope import edition_of, editions_for, frame, insist_on_actor, may_act, office_only

PAGE = 50


@office_only
def inquiries(request: HttpRequest, pk: int) -> HttpResponse:
    """Every inquiry of an edition with its progress; what the regulation still wants asked."""
    edition = edition_of(request, pk)
    stage = asking_stage(edition)
    if stage:
        stage.edition = edition
    context = frame(
        request, edition, (_("Opinions asked"), ""), stage=stage, rows=inquiries_of(edition),
        lacking=inquiry_blockers(stage) if stage else [], may_ask=stage is not None and may_act(request, edition),
    )  # fmt: skip
    return render(request, "awards/office/inquiries.html", context)


@office_only
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask several units about one or many applications."""
    edition = edition_of(request, pk)
    stage = asking_stage(edition)
    if stage is None:
        return redirect("inquiries", pk)
    stage.edition = edition
    form = AskForm(
        request.POST or None, stage=stage, number=request.GET.get("number", "")[:30],
        clause=request.GET.get("clause", "")[:20],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        terms = {"edition": edition, **form.terms()}
        if inquiry := act(request, ask_departments, form=form, done=_("The units are asked."), **terms):
            return redirect("inquiry", inquiry.pk)
    crumbs = ((_("Opinions asked"), reverse("inquiries", args=[pk])), (_("Ask"), ""))
    return render(request, "awards/office/ask.html", frame(request, edition, *crumbs, form=form, stage=stage))


@office_only
def inquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """One inquiry: each unit's progress, then every answer."""
    found = _inquiry_of(request, pk)
    edition = found.edition
    regulation = regulation_of(edition)
    lines = with_answers(found.lines.order_by("application__number", "unit"))
    chosen = request.GET.get("show", "")
    if chosen == "missing":
        lines = lines.filter(answers=None)
    elif chosen == "finding":
        lines = lines.filter(answers__verdict="finding").distinct()
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    labels = questions_of(regulation)
    crumbs = ((_("Opinions asked"), reverse("inquiries", args=[edition.pk])), (found.article, ""))
    context = frame(
        request, edition, *crumbs, inquiry=found, units=progress_of(found), page=page, chosen=chosen,
        replies=[reply(line) for line in page.object_list],
        facts=[labels[key] for key in found.questions if key in labels],
    )  # fmt: skip
    return render(request, "awards/office/inquiry.html", context)


def _inquiry_of(request: HttpRequest, pk: int) -> Inquiry:
    found = get_object_or_404(
        Inquiry.objects.select_related("asked_by"), pk=pk, edition__in=editions_for(request).values("pk")
    )
    found.edition = get_object_or_404(editions_for(request), pk=found.edition_id)
    insist_on_actor(request, found.edition)
    return found
