"""Sheets are sealed until every one of the panel is locked; only two people together let the office look earlier.

Members never see another's sheet before all are in, and nothing is decided or ranked before.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.models import EditionStage

from .models import Panel, ScoreSheet, Unsealing
from .queries import counting, panel_progress, progress_by_panel


def is_complete(panel: Panel) -> bool:
    """Whether all sheets of the panel that count are locked."""
    return panel_progress(panel).complete


def complete_panels(stage: EditionStage) -> set[int]:
    """Panels of a stage whose sheets are all in."""
    return {panel for panel, progress in progress_by_panel(stage).items() if progress.complete}


def complete_among(panels: Iterable[int]) -> set[int]:
    """Which of some panels have all sheets in, in one statement."""
    wanted = list(panels)
    rows = counting(ScoreSheet.objects.filter(assignment__panel__in=wanted))
    there: set[int] = set()
    waiting: set[int] = set()
    for panel, locked_at in rows.values_list("assignment__panel", "locked_at"):
        (there if locked_at else waiting).add(panel)
    return there - waiting


def opened_early(panels: Iterable[int]) -> set[int]:
    """Which of some panels two people of the office have opened before all sheets were in."""
    agreed = Unsealing.objects.filter(panel__in=list(panels), sheet=None, agreed=True)
    return set(agreed.values_list("panel", flat=True))


def opened_sheets(panels: Iterable[int]) -> QuerySet[ScoreSheet]:
    """The sheets of panels that the functions above allowed; locked ones only."""
    sheets = counting(ScoreSheet.objects.filter(assignment__panel__in=list(panels), locked_at__isnull=False))
    return sheets.select_related("member__person", "assignment").order_by("assignment", "member", "id")
