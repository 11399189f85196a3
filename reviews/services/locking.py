"""Locking a sheet: complete, commented, totalled, and from then on unchangeable."""

from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from awards.queries import stage_clause
from awards.services import Refused
from awards.stages import Blocker
from journal import clock
from journal.digests import digest_of
from journal.services import record
from schemes.regulation import Text
from schemes.regulation.stages import StageKind
from schemes.regulation.text import text
from schemes.rules.scoring import category_totals, sheet_total, uncommented

from ..models import CommentsPer, ItemScore, ScoreSheet
from ..policies import may_score, sheets_of
from ..queries import panel_progress
from ..reading import comments_of
from ..requirements import framework_of
from .refusals import insist
from .telling import tell_leader, tell_office


@transaction.atomic
def lock_sheet(*, sheet: ScoreSheet, actor: User) -> ScoreSheet:
    """Lock one's own sheet and write its totals. Locking a locked sheet again is harmless.

    Raises :class:`Refused` with a blocker per missing score or comment.
    """
    clause = stage_clause(sheet.assignment.panel.stage)
    found = sheets_of(actor).filter(pk=sheet.pk).first()
    if found is None:
        raise Refused(text("这不是您的评分表，或您已回避。", "This is not your sheet, or you are recused."), clause)
    if found.locked_at:
        return found
    insist(may_score(found), clause)
    # Waits for whoever is saving an item; whoever comes later finds the rows locked.
    rows = list(found.scores.select_for_update().order_by("id"))
    if rows and rows[0].locked_at:
        return ScoreSheet.objects.get(pk=found.pk)
    if missing := list(gaps(found, rows)):
        lines = [Blocker(text=gap, clause=clause.id, article=clause.article) for gap in missing]
        raise Refused(text("评分表还不能锁定。", "The sheet cannot be locked yet."), clause, lines)
    return _lock(found, rows, actor)


def gaps(sheet: ScoreSheet, rows: list[ItemScore]) -> Iterator[Text]:
    """What is still missing before the sheet can be locked."""
    stage = sheet.assignment.panel.stage
    if stage.kind == StageKind.PRESENTATION:
        if rows[0].points is None:
            yield text("尚未打分。", "No score has been given.")
        return
    framework = framework_of(stage.edition)
    for row in rows:
        item = framework.item(row.item)
        if row.percent is None:
            yield text(f"{item.number} {item.name.zh}：未打分。", f"{item.number} {item.name.en}: not scored.")
    yield from _uncommented(sheet.assignment.panel.comments_per, rows, framework)


def _uncommented(per: str, rows: list[ItemScore], framework) -> Iterator[Text]:  # type: ignore[no-untyped-def]
    comments = [comments_of(row) for row in rows if row.percent is not None]
    if per == CommentsPer.ITEM:
        bare = set(uncommented(sheet=comments))
        places = [item for item in framework.items if item.key in bare]
    else:
        bare = set(uncommented(sheet=comments, categories=framework.categories))
        places = [category for category in framework.categories if category.key in bare]
    for place in places:
        yield text(
            f"{place.number} {place.name.zh}：须写明优势或改进机会。",
            f"{place.number} {place.name.en}: strengths or opportunities must be given.",
        )


def _lock(sheet: ScoreSheet, rows: list[ItemScore], actor: User) -> ScoreSheet:
    moment = clock.now()
    sheet.total, sheet.categories = _totals(sheet, rows)
    sheet.locked_at = moment
    sheet.save(update_fields=["total", "categories", "locked_at"])
    sheet.scores.update(locked_at=moment)
    record(
        "lock_sheet", actor=actor, about=sheet, application=sheet.assignment.application_id, total=sheet.total,
        digest=_digest(rows),
    )  # fmt: skip
    _tell_when_all_in(sheet)
    return sheet


def _totals(sheet: ScoreSheet, rows: list[ItemScore]) -> tuple[Decimal, dict[str, str]]:
    if sheet.assignment.panel.stage.kind == StageKind.PRESENTATION:
        return Decimal(rows[0].points or 0), {}
    framework = framework_of(sheet.assignment.panel.edition)
    percents = {row.item: row.percent for row in rows if row.percent is not None}
    by_category = category_totals(percents=percents, categories=framework.categories)
    total = sheet_total(percents=percents, items=framework.items)
    return total, {key: str(points) for key, points in by_category.items()}


def _digest(rows: list[ItemScore]) -> str:
    lines = [[row.item, row.percent, str(row.points), row.strengths, row.opportunities] for row in rows]
    return digest_of(lines)


def _tell_when_all_in(sheet: ScoreSheet) -> None:
    panel = sheet.assignment.panel
    if panel_progress(panel).complete:
        tell_leader(panel)
        tell_office(
            panel,
            title=text(f"“{panel.name}”评分全部锁定", f"All sheets of {panel.name} are locked"),
            body=text("评分结果现在可以查看。", "The results can now be seen."),
        )
