"""The office's notices of an edition: draft, plan the days, preview, publish by a second officer."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Seat
from accounts.views.access import insist, seat_required
from awards.models import Edition
from awards.queries import regulation_of
from awards.services import Refused
from awards.views.acts import act
from journal import clock
from schemes.queries import work_calendar
from schemes.regulation import Text
from schemes.regulation.organs import NoticePeriod
from schemes.rules.finding import Outcome

from .. import queries
from ..forms import MediaForm, NoticeForm, notice_initial
from ..models import Notice, NoticeKind
from ..models.notice import STAGE_OF_KIND
from ..policies import may_publish, may_run_notices
from ..services import discard_draft, draft_notice, edit_notice, publish_notice, record_media
from ..services.planning import Plan, plan_notice
from ..services.publishing import fingerprint
from .filters import KINDS
from .public import notice_context

DAYS_OFFERED = 5
office = seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))


@office
def notices(request: HttpRequest, edition: int) -> HttpResponse:
    """What the edition has published and what it still has to; a draft is begun here."""
    row = get_object_or_404(queries.editions_for(request.user), pk=edition)
    if request.method == "POST":
        insist(may_run_notices(request.user, row.scheme))
        kind = request.POST.get("kind", "")
        if kind in NoticeKind.values and (draft := act(request, draft_notice, edition=row, kind=kind)):
            return redirect("office_notice", pk=draft.pk)
        return redirect("office_notices", edition=row.pk)
    context = {
        "edition": row, "regulation": regulation_of(row), "lines": _lines(row), "crumbs": _crumbs(row),
        "may_act": bool(may_run_notices(request.user, row.scheme)), "waiting": queries.open_objections(row),
    }  # fmt: skip
    return render(request, "publicity/office/notices.html", context)


@office
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with its planner, or a published notice with its objections and media."""
    row = get_object_or_404(queries.notices_for(request.user), pk=pk)
    if row.is_published:
        return render(request, "publicity/office/published.html", _published(request, row))
    initial = notice_initial(row, clock.today()) | _taken(request)
    form = NoticeForm(request.POST or None, notice=row, today=clock.today(), initial=initial)
    if request.method == "POST":
        insist(may_run_notices(request.user, row.edition.scheme))
        if form.is_valid():
            saved = act(request, edit_notice, form=form, done=_("Saved."), notice=row, **form.terms())
            if saved:
                return redirect("office_notice", pk=row.pk)
    status = 422 if form.errors else 200
    return render(request, "publicity/office/draft.html", _draft(request, row, form), status=status)


@require_safe
@office
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as the public will see it."""
    row = get_object_or_404(queries.notices_for(request.user), pk=pk)
    return render(request, "publicity/notice.html", {**notice_context(row), "preview": True})


@office
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing does, whom it tells, and the second officer's confirmation."""
    row = get_object_or_404(queries.notices_for(request.user), pk=pk)
    if row.is_published:
        return redirect("office_notice", pk=row.pk)
    if request.method == "POST":
        insist(may_run_notices(request.user, row.edition.scheme))
        done = act(request, publish_notice, done=_("Published."), notice=row, digest=request.POST.get("digest", ""))
        return redirect("office_notice" if done else "publish_notice", pk=row.pk)
    answer, plan = may_publish(request.user, row), _plan(row, None)
    context = {
        "hindered": plan is not None and (plan.provisional or plan.finding.outcome is not Outcome.MET),
        "notice": row, "regulation": regulation_of(row.edition), "answer": answer, "plan": plan,
        "digest": fingerprint(row), "back": reverse("office_notice", args=[row.pk]), "consequences": _consequences(row),
        "recipients": _recipients(row), "crumbs": _crumbs(row.edition, row),
    }  # fmt: skip
    return render(request, "publicity/office/publish.html", context)


@require_POST
@office
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    row = get_object_or_404(queries.notices_for(request.user), pk=pk)
    insist(may_run_notices(request.user, row.edition.scheme))
    act(request, discard_draft, done=_("The draft was thrown away."), notice=row)
    return redirect("office_notices", edition=row.edition_id)


@require_POST
@office
def media(request: HttpRequest, pk: int) -> HttpResponse:
    """Note where a notice appeared outside the portal."""
    row = get_object_or_404(queries.notices_for(request.user), pk=pk)
    insist(may_run_notices(request.user, row.edition.scheme))
    form = MediaForm(request.POST)
    if form.is_valid() and act(request, record_media, form=form, done=_("Noted."), notice=row, **form.cleaned_data):
        return redirect("office_notice", pk=row.pk)
    return render(request, "publicity/office/published.html", _published(request, row, form), status=422)


def _lines(edition: Edition) -> list[dict[str, Any]]:
    kinds = {stage.kind for stage in edition.stages.all()}
    present = {
        row.kind: row for row in Notice.objects.filter(edition=edition).select_related("drafted_by", "published_by")
    }
    stages = {stage.kind: stage for stage in edition.stages.all()}
    return [
        {"kind": kind, "label": KINDS[kind], "notice": present.get(kind), "stage": stages[STAGE_OF_KIND[kind]]}
        for kind in NoticeKind
        if STAGE_OF_KIND[kind] in kinds
    ]


def _draft(request: HttpRequest, row: Notice, form: NoticeForm) -> dict[str, Any]:
    taken = _taken(request)
    chosen = form.cleaned_data if form.is_bound and not form.errors else taken
    return {
        "notice": row, "form": form, "regulation": regulation_of(row.edition), "crumbs": _crumbs(row.edition, row),
        "plan": _plan(row, chosen.get("until"), chosen.get("publish_on")), "label": KINDS[NoticeKind(row.kind)],
        "answer": may_publish(request.user, row), "may_act": bool(may_run_notices(request.user, row.edition.scheme)),
        "proposals": _proposals(row), "taken": bool(taken),
    }  # fmt: skip


def _taken(request: HttpRequest) -> dict[str, date]:
    """Days chosen from the table of proposals."""
    return {name: day for name in ("publish_on", "until") if (day := _day(request.GET.get(name, ""))) is not None}


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except ValueError:  # shaped like a day, but there is none such
        return None


def _plan(row: Notice, until: date | None, publish_on: date | None = None) -> Plan | None:
    if not row.takes_objections:
        return None
    try:
        return plan_notice(stage=row.stage, publish_on=publish_on or clock.today(), until=until or row.period_until)
    except Refused:
        return None


def _proposals(row: Notice) -> list[Plan]:
    """The default plans for the next days on which the office could publish."""
    if not row.takes_objections:
        return []
    calendar, days = work_calendar(), [clock.today()]
    while len(days) < DAYS_OFFERED:
        days.append(calendar.working_day_after(days[-1]))
    try:
        return [plan_notice(stage=row.stage, publish_on=day) for day in days]
    except Refused:
        return []


def _published(request: HttpRequest, row: Notice, form: MediaForm | None = None) -> dict[str, Any]:
    return {
        **notice_context(row), "crumbs": _crumbs(row.edition, row), "label": KINDS[NoticeKind(row.kind)],
        "objections": row.objections.select_related("application__organisation", "examined_by"),
        "media_form": form or MediaForm(initial={"appeared_on": clock.today()}),
        "may_act": bool(may_run_notices(request.user, row.edition.scheme)), "edition": row.edition,
    }  # fmt: skip


def _consequences(row: Notice) -> list[str]:
    said = [_("The public sees it from this moment; it cannot be changed or taken back.")]
    if row.kind == NoticeKind.CALL:
        said.append(_("Applications can be handed in until its deadline, to the second."))
    found = next((r for _c, r in regulation_of(row.edition).rules(NoticePeriod) if r.stage == row.stage.kind), None)
    if row.takes_objections and found is not None:
        said.append(_("Objections are taken from this moment; an upheld one takes effect at once."))
    return said


def _recipients(row: Notice) -> list[Any]:
    if row.kind == NoticeKind.CALL:
        return [_("Every recommending unit of this award")]
    if not row.entries:
        return [_("Nobody: the list is empty.")]
    return [Text(zh=entry["name"], en=entry["name"]) for entry in row.entries]


def _crumbs(edition: Edition, notice: Notice | None = None) -> list[dict[str, Any]]:
    trail = [
        {"label": edition.title, "url": reverse("office_edition", args=[edition.pk])},
        {"label": _("Notices"), "url": reverse("office_notices", args=[edition.pk])},
    ]
    if notice is not None:
        trail.append({"label": notice.title, "url": ""})
    else:
        trail[-1]["url"] = ""
    return trail
