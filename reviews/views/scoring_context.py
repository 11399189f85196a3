"""What a page with a score sheet on it needs."""

from typing import Any

from awards.queries import regulation_of, stage_rule
from schemes.regulation.stages import StageKind

from ..forms import PresentationForm
from ..models import ScoreSheet
from ..requirements import total_points
from ..score_reading import Unsaved, scored_sheet


def scoring_context(
    sheet: ScoreSheet, *, unsaved: Unsaved | None = None, form: PresentationForm | None = None
) -> dict[str, Any]:
    """The framework's items with scores, or a presentation's single score; with what could not be saved."""
    stage = sheet.assignment.panel.stage
    common: dict[str, Any] = {
        "stage": stage, "stage_name": stage_rule(stage).name, "regulation": regulation_of(stage.edition),
        "most": total_points(stage.edition), "comments_per": sheet.assignment.panel.comments_per,
    }  # fmt: skip
    if stage.kind != StageKind.PRESENTATION:
        return common | {"scored": scored_sheet(sheet, unsaved)}
    row = sheet.scores.get()
    initial = {"points": row.points, "comment": row.strengths, "revision": row.revision}
    return common | {"score": row, "form": form or PresentationForm(initial=initial, most=common["most"])}
