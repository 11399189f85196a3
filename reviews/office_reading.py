"""What the office sees of a review stage: panels with their people, progress in numbers, results once unsealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from awards.models import Application, EditionStage
from awards.queries import stage_rule
from schemes.rules.ranking import Ranked

from .models import Panel, PanelAssignment, PanelMember
from .policies import assignments_for
from .queries import Progress, progress_by_assignment, progress_by_panel
from .results import Result, results_of
from .standings import Limit, limit_of, ranked

NOTHING = Progress(0, 0)


@dataclass(frozen=True, kw_only=True)
class PanelRow:
    """A panel of a stage."""

    panel: Panel
    members: tuple[PanelMember, ...]
    applications: int
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    """An application of a stage: numbers while sealed, result, place and proposal afterwards."""

    assignment: PanelAssignment
    progress: Progress
    result: Result | None
    place: Ranked | None
    proposes: bool | None
    certain: bool = False
    tied: bool = False

    @property
    def decision(self) -> Any:
        """The office's decision, if made."""
        return getattr(self.assignment, "decision", None)


@dataclass(frozen=True, kw_only=True)
class StageResults:
    """A stage as a whole."""

    rows: tuple[ReviewRow, ...]
    limit: Limit | None
    complete: bool

    @property
    def undecided(self) -> int:
        """Applications without a decision."""
        return sum(row.decision is None for row in self.rows)


def stage_tabs(stages: Sequence[EditionStage], current: EditionStage, page: str) -> list[dict[str, Any]]:
    """One tab per review stage of the edition."""
    return [
        {"label": stage_rule(stage).name, "url": f"{page}?stage={stage.kind}", "current": stage.pk == current.pk}
        for stage in stages
    ]


def panel_rows(stage: EditionStage) -> list[PanelRow]:
    """The stage's panels; a fixed number of statements."""
    progress = progress_by_panel(stage)
    given: dict[int, int] = {}
    for panel in PanelAssignment.objects.filter(stage=stage).values_list("panel", flat=True):
        given[panel] = given.get(panel, 0) + 1
    members: dict[int, list[PanelMember]] = {}
    for member in PanelMember.objects.filter(panel__stage=stage).select_related("person", "expert"):
        members.setdefault(member.panel_id, []).append(member)
    return [
        PanelRow(
            panel=panel, members=tuple(members.get(panel.pk, ())), applications=given.get(panel.pk, 0),
            progress=progress.get(panel.pk, NOTHING),
        )
        for panel in stage.panels.all()
    ]  # fmt: skip


def stage_results(stage: EditionStage, user: User) -> StageResults:
    """Every application of the stage that the officer may see; a fixed number of statements."""
    found = assignments_for(user).filter(stage=stage).select_related("report_line__report", "panel")
    rows = list(found.order_by("application__number", "pk"))
    for row in rows:
        row.panel.stage = stage
    progress = progress_by_assignment(row.pk for row in rows)
    results = {result.assignment.pk: result for result in results_of(stage, rows, early=True)}
    running = [row for row in rows if row.pk in progress]
    complete = bool(running) and all(row.pk in results and results[row.pk].complete for row in running)
    # A place among those already unsealed would say nothing: places stand when all are in.
    scores = {pk: result.score for pk, result in results.items()} if complete else {}
    places, limit = ranked(scores), limit_of(stage, scores) if scores else None
    lines = [_row(row, progress.get(row.pk, NOTHING), results.get(row.pk), places, limit) for row in rows]
    lines.sort(key=lambda line: (line.place.place if line.place else len(lines) + 1, line.assignment.pk))
    return StageResults(rows=tuple(lines), limit=limit, complete=complete)


def _row(
    row: PanelAssignment, progress: Progress, result: Result | None, places: dict[int, Ranked], limit: Limit | None
) -> ReviewRow:
    line = getattr(row, "report_line", None)
    key = str(row.pk)
    return ReviewRow(
        assignment=row, progress=progress, result=result, place=places.get(row.pk),
        proposes=line.proposes if line and line.report.submitted_at else None,
        certain=bool(limit and key in limit.cut.certain), tied=bool(limit and key in limit.cut.tied),
    )  # fmt: skip


def application_in_stage(application: Application, kind: str, user: User) -> ReviewRow | None:
    """One application in a stage, for its page at the office."""
    row = assignments_for(user).filter(stage__kind=kind, application=application).first()
    if row is None:
        return None
    progress = progress_by_assignment([row.pk]).get(row.pk, NOTHING)
    result = next(iter(results_of(row.panel.stage, [row])), None)
    return _row(row, progress, result, {}, None)
