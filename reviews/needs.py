"""What a review stage still needs before it can open or close, each with its clause and the page to mend it."""

from collections.abc import Iterator

from django.urls import reverse

from awards.models import EditionStage, Standing
from awards.queries import regulation_of, stage_clause
from awards.stages import Blocker
from schemes.regulation import Clause, Text
from schemes.regulation.text import text
from schemes.rules.finding import Outcome
from schemes.rules.shortlist import check_shortlist

from .makeup import Seat, faults
from .models import Panel, PanelAssignment, PanelMember, Unsealing
from .queries import in_review, progress_by_assignment, progress_by_panel, unassigned
from .requirements import eliminates, panel_needs, reports_are_due
from .standings import limit_of, names_of, ranked, scores_of
from .trades import trades_of


def to_open(stage: EditionStage) -> list[Blocker]:
    """A rightly made-up panel for every application in the running."""
    needs, page = panel_needs(stage), reverse("office_panels", args=[stage.edition_id])
    found = [_blocker(line, needs.clause, page) for line in _panels_at_fault(stage)]
    if waiting := unassigned(stage).count():
        line = text(f"还有{waiting}份申报没有评审组。", f"{waiting} application(s) have no panel.")
        found.append(_blocker(line, needs.clause, page))
    return found


def to_close(stage: EditionStage) -> list[Blocker]:
    """All sheets locked, enough of them, reports in, and a decision for every application."""
    clause, page = stage_clause(stage), reverse("office_scoring", args=[stage.edition_id])
    lines = [*_sheets_missing(stage), *_seals_waiting(stage), *_reports_missing(stage), *_decisions_missing(stage)]
    return [*(_blocker(line, clause, page) for line in lines), *_too_few(stage), *_over_the_cut(stage, page)]


def _panels_at_fault(stage: EditionStage) -> Iterator[Text]:
    needs = panel_needs(stage)
    given: dict[int, list[int]] = {}
    for row, application in PanelAssignment.objects.filter(stage=stage).values_list("panel", "application"):
        given.setdefault(row, []).append(application)
    trades = trades_of([one for several in given.values() for one in several])
    seats = seats_by_panel(stage)
    for panel in Panel.objects.filter(stage=stage):
        wanted = [trades[one] for one in given.get(panel.pk, ())]
        for fault in faults(needs=needs, seats=seats.get(panel.pk, []), trades=wanted):
            yield text(f"{panel.name}：{fault.zh}", f"{panel.name}: {fault.en}")


def seats_by_panel(stage: EditionStage) -> dict[int, list[Seat]]:
    """Active members of each panel of a stage."""
    found: dict[int, list[Seat]] = {}
    members = PanelMember.objects.filter(panel__stage=stage, released_at=None).select_related("person", "expert")
    for member in members:
        seat = Seat(person=member.person_id, name=str(member.person), leads=member.leads, expert=member.expert)
        found.setdefault(member.panel_id, []).append(seat)
    return found


def _sheets_missing(stage: EditionStage) -> Iterator[Text]:
    for pk, progress in progress_by_panel(stage).items():
        if not progress.complete:
            name = Panel.objects.values_list("name", flat=True).get(pk=pk)
            yield text(
                f"{name}：评分表已锁定{progress.locked}份，共{progress.total}份。",
                f"{name}: {progress.locked} of {progress.total} sheets are locked.",
            )
    if waiting := unassigned(stage).count():
        yield text(f"还有{waiting}份申报没有评审组。", f"{waiting} application(s) have no panel.")


def _seals_waiting(stage: EditionStage) -> Iterator[Text]:
    waiting = Unsealing.objects.filter(panel__stage=stage, answered_at=None).select_related("panel")
    for name in sorted({one.panel.name for one in waiting}):
        yield text(f"{name}：启封或解锁的请求尚未答复。", f"{name}: a request to break the seal is unanswered.")


def _too_few(stage: EditionStage) -> Iterator[Blocker]:
    needs, page = panel_needs(stage), reverse("office_panels", args=[stage.edition_id])
    rows = PanelAssignment.objects.filter(stage=stage, application__standing=Standing.IN_REVIEW)
    rows = rows.select_related("application")
    progress = progress_by_assignment(row.pk for row in rows)
    for row in rows:
        number = progress[row.pk].total if row.pk in progress else 0
        if number < needs.at_least:
            line = text(
                f"{row.application.number}：回避后仅{number}人评分，至少应为{needs.at_least}人，请增补成员。",
                f"{row.application.number}: {number} scorer(s) after recusals, at least {needs.at_least} are required; "
                "add a member.",
            )
            yield _blocker(line, needs.clause, page)


def _reports_missing(stage: EditionStage) -> Iterator[Text]:
    if reports_are_due(stage):
        working = Panel.objects.filter(
            stage=stage, closed_at=None, assignments__application__standing=Standing.IN_REVIEW
        )
        for name in working.distinct().values_list("name", flat=True):
            yield text(f"{name}：评审报告尚未提交。", f"{name}: the report has not been handed in.")


def _decisions_missing(stage: EditionStage) -> Iterator[Text]:
    if not eliminates(stage):
        return
    decided = PanelAssignment.objects.filter(stage=stage, decision__isnull=False).values("application")
    if waiting := in_review(stage).exclude(pk__in=decided).count():
        yield text(f"还有{waiting}份申报未决定是否通过。", f"It is undecided whether {waiting} application(s) pass.")


def _over_the_cut(stage: EditionStage, page: str) -> Iterator[Blocker]:
    scores = scores_of(stage) if eliminates(stage) else {}
    limit = limit_of(stage, scores) if scores else None
    if limit is None:
        return
    rows = list(PanelAssignment.objects.filter(stage=stage).select_related("application", "decision"))
    chosen = [str(row.pk) for row in rows if row.pk in scores and passes(row)]
    findings = check_shortlist(
        regulation=regulation_of(stage.edition), clause=limit.clause, rule=limit.rule, chosen=chosen,
        ranked=list(ranked(scores).values()), planned=limit.planned,
    )  # fmt: skip
    for finding in findings:
        if finding.outcome == Outcome.NOT_MET:
            tied = names_of(limit.cut.tied, rows)
            more = text(f"（并列：{tied}）", f" (tied: {tied})") if tied else text("", "")
            line = text(f"{finding.because.zh}{more.zh}。", f"{finding.because.en}{more.en}.")
            yield _blocker(line, limit.clause, page)


def passes(row: PanelAssignment) -> bool:
    """Whether the office has decided that the application passes."""
    return hasattr(row, "decision") and row.decision.passes


def _blocker(line: Text, clause: Clause, page: str) -> Blocker:
    return Blocker(text=line, clause=clause.id, article=clause.article, url=page)
