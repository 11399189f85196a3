"""What citizens read: what is open and on notice, each award's rules, the notices, the winners."""

from itertools import pairwise
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from awards.models import Award, Edition, EditionStage
from awards.queries import provisional_stages
from journal import clock
from journal.look import words
from schemes.catalogue import open_parameters
from schemes.comparison import compare
from schemes.models import RegulationVersion
from schemes.regulation import Regulation, Text

from .. import queries
from ..listing import grouped
from ..models import Notice, NoticeKind
from .anonymous import anonymous, page, unless_unchanged
from .filters import notice_filters, winner_filters


@require_safe
@anonymous
def home(request: HttpRequest) -> HttpResponse:
    """The awards, what is open now, what is on notice now."""
    return unless_unchanged(request, _head(), lambda: page(request, "publicity/home.html", _home()))


@require_safe
@anonymous
def awards(request: HttpRequest) -> HttpResponse:
    """All awards of the portal."""

    def make() -> HttpResponse:
        return page(request, "publicity/awards.html", {"regulations": queries.newest(queries.stored_versions())})

    return unless_unchanged(request, _head(), make)


@require_safe
@anonymous
def scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    """One award: its rules in our words, its timetable, what is left open, past winners, versions."""
    return unless_unchanged(request, _head(), lambda: page(request, "publicity/scheme.html", _scheme(scheme)))


@require_safe
@anonymous
def rule(request: HttpRequest, scheme: str, version: str, clause: str) -> HttpResponse:
    """One clause with its reading and where the official text stands."""
    row = next((row for row in queries.stored_versions(scheme=scheme) if row.version == version), None)
    if row is None:
        raise Http404

    def make() -> HttpResponse:
        regulation = row.regulation
        clauses = regulation.all_clauses
        place = next((n for n, c in enumerate(clauses) if c.id == clause), None)
        if place is None:
            raise Http404
        context = {
            "regulation": regulation, "version": row, "clause": clauses[place],
            "before": clauses[place - 1] if place else None,
            "after": clauses[place + 1] if place + 1 < len(clauses) else None,
            "open": [p for c, p in open_parameters(regulation) if c.id == clause],
        }  # fmt: skip
        return page(request, "publicity/rule.html", context)

    return unless_unchanged(request, (row.digest, row.loaded_at), make)


@require_safe
@anonymous
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice ever published, newest first."""
    return unless_unchanged(request, _head(), lambda: page(request, "publicity/notices.html", _notices(request)))


@require_safe
@anonymous
def calls(request: HttpRequest) -> HttpResponse:
    """Calls for applications, newest first."""
    return unless_unchanged(
        request, _head(), lambda: page(request, "publicity/notices.html", _notices(request, NoticeKind.CALL))
    )


@require_safe
@anonymous
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """One notice as published."""
    row = _published(number)
    appeared = row.appeared  # type: ignore[attr-defined]
    state = (row.digest, row.ended_at, bool(row.pdf), appeared)
    changed_at = row.ended_at or row.published_at
    return unless_unchanged(
        request, (state, changed_at), lambda: page(request, "publicity/notice.html", notice_context(row))
    )


@require_safe
@anonymous
def notice_pdf(request: HttpRequest, number: str) -> HttpResponseBase:
    """The notice as an official document (GB/T 9704)."""
    row = _published(number)
    if not row.pdf:
        return page(request, "publicity/being_made.html", {"notice": row}, status=404)
    return FileResponse(
        row.pdf.open("rb"), as_attachment=True, filename=f"{row.number}.pdf", content_type="application/pdf"
    )


@require_safe
@anonymous
def winners(request: HttpRequest) -> HttpResponse:
    """Every award given, with its state today."""
    return unless_unchanged(request, _head(), lambda: page(request, "publicity/winners.html", _winners(request)))


@require_safe
@anonymous
def privacy(request: HttpRequest) -> HttpResponse:
    """How data is protected, and that nothing costs anything (G-1)."""
    return unless_unchanged(request, ("privacy", None), lambda: page(request, "publicity/privacy.html", {}))


@require_safe
@anonymous
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for people who read or type differently."""
    return unless_unchanged(request, ("access", None), lambda: page(request, "publicity/accessibility.html", {}))


def notice_context(notice: Notice) -> dict[str, Any]:
    """What the page of a notice shows; the same for the office's preview."""
    now = clock.now()
    row = {name: getattr(notice, name) for name in ("days", "unit", "period_until", "ends_at")}
    return {
        "notice": notice,
        "body": words.say(notice.body, get_language() or "zh-hans").splitlines(),
        "event_day": notice.published_on or next((d["day"] for d in notice.strip), None),
        "regulation": regulation_of_version(notice.edition),
        "groups": grouped(notice.entries),
        "left": queries.left(row, now),
        "runs": notice.runs(now),
        "media": notice.media_evidence.all() if notice.pk else (),
    }


def regulation_of_version(edition: Edition) -> Regulation:
    """The regulation as loaded, without the edition's own parameters: all that a citation needs."""
    return edition.regulation_version.regulation


def _head() -> tuple[Any, Any]:
    number, at, digest = queries.journal_head()
    return (number, digest), at


def _published(number: str) -> Notice:
    rows = queries.published().select_related("edition__regulation_version").annotate(appeared=Count("media_evidence"))
    return get_object_or_404(rows.defer("edition__regulation_version__document"), number=number)


def _home() -> dict[str, Any]:
    regulations = queries.newest(queries.stored_versions())
    names = {regulation.identity.scheme: regulation.identity.award for regulation in regulations}
    rows = queries.listed(queries.running())
    recent = queries.listed(queries.published()[:6])
    for row in (*rows, *recent):
        row["award"] = names.get(row["edition__scheme"])
    return {
        "regulations": regulations,
        "open": [row for row in rows if row["kind"] == NoticeKind.CALL],
        "on_notice": [row for row in rows if row["kind"] != NoticeKind.CALL],
        "recent": [row for row in recent if not row["runs"]],
    }


def _scheme(name: str) -> dict[str, Any]:
    versions = queries.stored_versions(scheme=name)
    if not versions:
        raise Http404
    current = next((version for version in versions if version.status == "in_force"), versions[0])
    regulation = current.regulation
    edition, stages = queries.called_edition(name)
    return {
        "regulation": regulation,
        "version": current,
        "versions": versions,
        "identity": regulation.identity,
        "open": open_parameters(regulation),
        "changes": _changes(versions),
        "edition": edition,
        "stages": _timetable(stages, regulation),
        "notices": queries.listed(queries.published().filter(edition=edition)) if edition else [],
        "winners": _named(queries.winners(scheme=name)[:20], versions),
    }


def _changes(versions: list[RegulationVersion]) -> list[dict[str, Any]]:
    """What each version changed against the one before, newest first."""
    return [
        {"version": newer, "before": older, "differences": compare(older.regulation, newer.regulation)}
        for newer, older in pairwise(versions)
    ]


def _timetable(stages: list[EditionStage], regulation: Regulation) -> list[dict[str, Any]]:
    names: dict[str, Text] = {stage.kind: stage.name for stage in regulation.stages}
    uncertain = provisional_stages(stages)
    return [
        {
            "name": names.get(stage.kind, stage.kind),
            "state": "done" if stage.closed_at else "current" if stage.opened_at else "upcoming",
            "date": stage.opened_at or stage.planned_from,
            "until": stage.closed_at or stage.closes_at or stage.planned_until,
            "provisional": stage.pk in uncertain,
        }
        for stage in stages
    ]


def _notices(request: HttpRequest, kind: str = "") -> dict[str, Any]:
    filters = notice_filters(request.GET, queries.stored_versions(), kind)
    rows = queries.published().filter(**filters.conditions)
    found = Paginator(rows.values(*queries.LIST_COLUMNS), 30).get_page(request.GET.get("page"))
    now = clock.now()
    for row in found.object_list:
        row["left"] = queries.left(row, now)
    title = _("Calls for applications") if kind else _("Notices")
    return {"page": found, "filters": filters, "title": title, "calls": bool(kind)}


def _winners(request: HttpRequest) -> dict[str, Any]:
    versions = queries.stored_versions()
    filters = winner_filters(request.GET, versions)
    rows = Paginator(queries.winners(**filters.conditions), 50).get_page(request.GET.get("page"))
    return {"page": rows, "awards": _named(rows.object_list, versions), "filters": filters}


def _named(rows: Any, versions: list[RegulationVersion]) -> list[Award]:
    names, today, found = queries.tier_names(versions), clock.today(), list(rows)
    for award in found:
        award.tier_name = names.get((award.scheme, award.tier), award.tier)
        award.state = queries.title_state(award, today)
    return found
