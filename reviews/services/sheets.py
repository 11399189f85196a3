"""Laying out empty sheets: every row exists before scoring begins, so that locking and saving meet on the same rows."""

from awards.models import EditionStage

from ..models import ItemScore, PanelAssignment, PanelMember, Recusal, ScoreSheet
from ..requirements import items_of


def lay_out_sheets(stage: EditionStage) -> int:
    """Make the sheets that a stage's panels still lack; returns how many. Safe to repeat."""
    sheets = ScoreSheet.objects.bulk_create(_lacking(stage), batch_size=500)
    items = items_of(stage)
    rows = [ItemScore(sheet=sheet, item=item) for sheet in sheets for item in items]
    ItemScore.objects.bulk_create(rows, batch_size=1000)
    return len(sheets)


def _lacking(stage: EditionStage) -> list[ScoreSheet]:
    there = set(ScoreSheet.objects.filter(assignment__stage=stage).values_list("assignment", "member"))
    recused = set(Recusal.objects.filter(application__edition=stage.edition_id).values_list("person", "application"))
    members: dict[int, list[PanelMember]] = {}
    for member in PanelMember.objects.filter(panel__stage=stage, released_at=None).order_by("id"):
        members.setdefault(member.panel_id, []).append(member)
    return [
        ScoreSheet(assignment=assignment, member=member)
        for assignment in PanelAssignment.objects.filter(stage=stage).order_by("id")
        for member in members.get(assignment.panel_id, ())
        if (assignment.pk, member.pk) not in there and (member.person_id, assignment.application_id) not in recused
    ]
