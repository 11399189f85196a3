"""Writing scores: each save names the revision it started from, and a locked row takes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from accounts.models import User
from awards.plain_text import plain_text
from awards.queries import stage_clause
from awards.services import Refused
from journal import clock
from schemes.regulation import Clause
from schemes.regulation.text import text
from schemes.rules.scoring import is_allowed

from ..models import ItemScore, ScoreSheet
from ..policies import may_score, sheets_of
from ..requirements import PRESENTATION_ITEM, items_of, total_points
from .refusals import insist

LONGEST = 4000


@dataclass(frozen=True, kw_only=True)
class Scored:
    """What an expert says of one item."""

    percent: int | None
    strengths: str = ""
    opportunities: str = ""


class Stale(Refused):
    """The row has been saved since; ``current`` is what stands now."""

    def __init__(self, clause: Clause, current: ItemScore) -> None:
        """Say that another tab or device was first."""
        super().__init__(text("该条目刚在别处保存过。", "This item has just been saved elsewhere."), clause)
        self.current = current


@transaction.atomic
def score_item(
    *, sheet: ScoreSheet, item: str, percent: int | None, strengths: str, opportunities: str, revision: int, actor: User
) -> ItemScore:
    """Save one item of one's own sheet. Not journalled one by one: locking records the whole sheet.

    Raises :class:`Stale` when it was saved since ``revision``, :class:`Refused` for a percentage off the steps of
    five, a locked sheet, a recused or unsigned person, or a stage that is not open.
    """
    sheet, clause = _own(sheet, actor)
    if item not in items_of(sheet.assignment.panel.stage):
        raise Refused(text("没有这个条目。", "There is no such item."), clause)
    _check_percent(percent, clause)
    texts = {"strengths": _kept(strengths), "opportunities": _kept(opportunities)}
    return _write(sheet, item, revision, {"percent": percent, **texts}, clause)


@transaction.atomic
def score_sheet(*, sheet: ScoreSheet, scores: Mapping[str, Scored], actor: User) -> None:
    """Save many items at once over whatever stands there (a sheet filled in on paper, the demonstration)."""
    sheet, clause = _own(sheet, actor)
    for scored in scores.values():
        _check_percent(scored.percent, clause)
    rows = list(sheet.scores.select_for_update().filter(item__in=scores, locked_at=None))
    if len(rows) != len(scores):
        raise Refused(text("没有这个条目，或评分表已锁定。", "There is no such item, or the sheet is locked."), clause)
    for row in rows:
        scored = scores[row.item]
        row.percent, row.revision, row.saved_at = scored.percent, row.revision + 1, clock.now()
        row.strengths, row.opportunities = _kept(scored.strengths), _kept(scored.opportunities)
    # One upsert: an UPDATE with a CASE for each of 23 rows takes ten times as long.
    columns = ["percent", "strengths", "opportunities", "revision", "saved_at"]
    ItemScore.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)


@transaction.atomic
def score_presentation(
    *, sheet: ScoreSheet, points: Decimal | None, comment: str, revision: int, actor: User
) -> ItemScore:
    """Save one's score of a presentation: points out of the framework's total, with two decimals at most."""
    sheet, clause = _own(sheet, actor)
    most = total_points(sheet.assignment.panel.edition)
    if points is not None and not (0 <= points <= most and points == points.quantize(Decimal("0.01"))):
        raise Refused(
            text(f"分数须在0至{most}之间，至多两位小数。", f"Points go from 0 to {most}, with two decimals at most."),
            clause,
        )
    return _write(sheet, PRESENTATION_ITEM, revision, {"points": points, "strengths": _kept(comment)}, clause)


def _own(sheet: ScoreSheet, actor: User) -> tuple[ScoreSheet, Clause]:
    clause = stage_clause(sheet.assignment.panel.stage)
    found = sheets_of(actor).filter(pk=sheet.pk).first()
    if found is None:
        raise Refused(text("这不是您的评分表，或您已回避。", "This is not your sheet, or you are recused."), clause)
    insist(may_score(found), clause)
    return found, clause


def _write(sheet: ScoreSheet, item: str, revision: int, values: dict[str, object], clause: Clause) -> ItemScore:
    # The condition stands in the UPDATE: of two savers, or a saver and a locker, one is first and the other is told.
    row = ItemScore.objects.filter(sheet=sheet, item=item)
    saved = row.filter(revision=revision, locked_at=None).update(
        revision=F("revision") + 1, saved_at=clock.now(), **values
    )
    current = row.get()
    if saved:
        return current
    if current.locked_at:
        raise Refused(text("该评分表已锁定。", "This sheet is locked."), clause)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current  # a double click, or the same text from another tab
    raise Stale(clause, current)


def _check_percent(percent: int | None, clause: Clause) -> None:
    if percent is not None and not is_allowed(percent):
        raise Refused(
            text(f"{percent}%不是5的倍数，得分率为0至100、每5一档。", f"{percent} % is not one of 0, 5, 10 … 100."),
            clause,
        )


def _kept(typed: str) -> str:
    return plain_text(typed).strip()[:LONGEST]
