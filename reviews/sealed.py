"""Sheets are sealed until every one of the panel is locked: before that nobody sees another's, whatever their seat."""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.models import EditionStage

from .models import Panel, ScoreSheet
from .queries import counting, panel_progress, progress_by_panel


def is_open(panel: Panel) -> bool:
    """Whether all sheets of the panel that count are locked."""
    return panel_progress(panel).complete


def open_panels(stage: EditionStage) -> set[int]:
    """Panels of a stage whose sheets may be seen."""
    return {panel for panel, progress in progress_by_panel(stage).items() if progress.complete}


def opened_sheets(panels: Iterable[int]) -> QuerySet[ScoreSheet]:
    """The sheets of panels that :func:`open_panels` or :func:`is_open` allowed; locked ones only."""
    sheets = counting(ScoreSheet.objects.filter(assignment__panel__in=list(panels), locked_at__isnull=False))
    return sheets.select_related("member__person", "assignment").order_by("assignment", "member", "id")


def open_among(panels: Iterable[int]) -> set[int]:
    """Which of some panels may be seen into, in one statement."""
    wanted = list(panels)
    rows = counting(ScoreSheet.objects.filter(assignment__panel__in=wanted))
    there: set[int] = set()
    waiting: set[int] = set()
    for panel, locked_at in rows.values_list("assignment__panel", "locked_at"):
        (there if locked_at else waiting).add(panel)
    return there - waiting
