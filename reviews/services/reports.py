"""The panel's report: written by the leader once all sheets are in, handed in once (HZ-9.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from accounts.models import User
from awards.plain_text import plain_text
from awards.queries import stage_clause
from awards.services import Refused
from awards.stages import Blocker
from journal import clock
from journal.services import record
from schemes.regulation import Clause, Text
from schemes.regulation.text import text

from .. import sealed
from ..models import Panel, PanelReport, ReportLine
from ..policies import assignments_of, leads
from ..queries import panel_progress
from .refusals import insist
from .telling import tell_office


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What the panel says of one application; ``proposes``: passes, fails, or nothing yet."""

    summary: str
    proposes: bool | None


@transaction.atomic
def save_report(
    *, panel: Panel, body: str, conclusions: Mapping[int, Conclusion], revision: int, actor: User
) -> PanelReport:
    """Save the draft; ``conclusions`` by assignment. Refused but to the leader, and before all sheets are in."""
    clause = stage_clause(panel.stage)
    insist(leads(actor, panel), clause)
    _refuse_sealed(panel, clause)
    report, _ = PanelReport.objects.get_or_create(
        panel=panel, defaults={"written_by": actor, "written_at": clock.now()}
    )
    mine = PanelReport.objects.filter(pk=report.pk, revision=revision, submitted_at=None)
    if not mine.update(
        revision=F("revision") + 1, text=plain_text(body).strip(), written_by=actor, written_at=clock.now()
    ):
        raise Refused(
            text(
                "报告已提交，或刚在别处保存过；请刷新。", "The report is handed in or was just saved elsewhere; reload."
            ),
            clause,
        )
    for assignment in assignments_of(actor).filter(panel=panel, pk__in=conclusions):
        said = conclusions[assignment.pk]
        terms = {"report": report, "summary": plain_text(said.summary).strip(), "proposes": said.proposes}
        ReportLine.objects.update_or_create(assignment=assignment, defaults=terms)
    report.refresh_from_db()
    return report


@transaction.atomic
def close_panel(*, panel: Panel, actor: User) -> PanelReport:
    """Hand the report in and end the panel's work. Doing it twice is harmless.

    Raises :class:`Refused` with a blocker for each sheet, text or proposal still missing.
    """
    clause = stage_clause(panel.stage)
    insist(leads(actor, panel), clause)
    report = PanelReport.objects.filter(panel=panel).first()
    if report and report.submitted_at:
        return report
    if missing := list(_missing(panel, report, actor)):
        lines = [Blocker(text=line, clause=clause.id, article=clause.article) for line in missing]
        raise Refused(text("评审报告还不能提交。", "The report cannot be handed in yet."), clause, lines)
    moment = clock.now()
    assert report is not None  # noqa: S101 -- missing text would have refused
    report.lines.update(submitted_at=moment)
    PanelReport.objects.filter(pk=report.pk).update(submitted_at=moment)
    Panel.objects.filter(pk=panel.pk, closed_at=None).update(closed_at=moment)
    entry = record("close_panel", actor=actor, about=panel, report=report.pk, text=report.text, lines=_lines(report))
    tell_office(
        panel,
        title=text(f"“{panel.name}”已提交评审报告", f"{panel.name} has handed in its report"),
        body=text("请决定各申报是否通过本环节。", "Please decide which applications pass the stage."),
        entry=entry,
    )
    report.refresh_from_db()
    return report


def _refuse_sealed(panel: Panel, clause: Clause) -> None:
    if not sealed.is_complete(panel):
        raise Refused(
            text("全部评分表锁定后才能撰写报告。", "The report can be written once every sheet is locked."), clause
        )


def _missing(panel: Panel, report: PanelReport | None, leader: User) -> Iterator[Text]:
    progress = panel_progress(panel)
    if not progress.complete:
        yield text(
            f"评分表已锁定{progress.locked}份，共{progress.total}份。",
            f"{progress.locked} of {progress.total} sheets are locked.",
        )
    if report is None or not report.text:
        yield text("报告正文为空。", "The report has no text.")
    proposed = set(report.lines.exclude(proposes=None).values_list("assignment", flat=True)) if report else set()
    # On an application from which the leader is recused the report is silent; the office decides by the scores.
    for assignment in assignments_of(leader).filter(panel=panel):
        if assignment.pk not in proposed:
            number = assignment.application.number
            yield text(f"{number}：尚无是否通过的建议。", f"{number}: no proposal yet whether it passes.")


def _lines(report: PanelReport) -> list[dict[str, object]]:
    rows = report.lines.select_related("assignment")
    return [{"application": row.assignment.application_id, "proposes": row.proposes} for row in rows]
