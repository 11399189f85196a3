"""A panel's seal as the office sees it: who has locked, what was asked for and agreed, what earlier versions said."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.db.models import Prefetch, QuerySet

from accounts.models import User

from .models import ItemScore, Panel, Recusal, ScoreSheet, Unsealing
from .queries import counting


@dataclass(frozen=True, kw_only=True)
class Changed:
    """An item that an unlocked sheet scored otherwise."""

    item: str
    before: ItemScore
    after: ItemScore

    @property
    def pair(self) -> tuple[ItemScore, ItemScore]:
        """Before and after."""
        return self.before, self.after


@dataclass(frozen=True, kw_only=True)
class Version:
    """A locked version that was replaced, why, by whom, and what its successor changed."""

    sheet: ScoreSheet
    unlocking: Unsealing | None
    changes: tuple[Changed, ...]

    @property
    def total(self) -> Decimal | None:
        """Its points, as locked."""
        return self.sheet.total


def sheets_for_unlocking(panel: Panel, user: User) -> list[ScoreSheet]:
    """Sheets of the panel that count, with who and when but no score; not of what the officer is recused from."""
    closed = Recusal.objects.filter(person=user).values("application")
    rows = counting(ScoreSheet.objects.filter(assignment__panel=panel)).exclude(assignment__application__in=closed)
    rows = rows.select_related("member__person", "assignment__application__organisation").defer("total", "categories")
    return list(rows.order_by("assignment__application__number", "member", "id"))


def unsealings_of(panel: Panel, user: User) -> list[Unsealing]:
    """Everything asked about the panel's seal, the latest first."""
    closed = Recusal.objects.filter(person=user).values("application")
    rows = Unsealing.objects.filter(panel=panel).exclude(sheet__assignment__application__in=closed)
    rows = rows.select_related("asked_by", "answered_by", "sheet__member__person", "sheet__assignment__application")
    return list(rows.order_by("-id"))


def earlier_versions(sheets: Iterable[ScoreSheet]) -> list[Version]:
    """Locked versions that the sheets replaced, oldest first, each compared with the next; four statements at most."""
    current = [sheet for sheet in sheets if sheet.version > 1]
    if not current:
        return []
    rows = ScoreSheet.objects.filter(assignment__in={s.assignment_id for s in current}, locked_at__isnull=False)
    chains: dict[tuple[int, int], list[ScoreSheet]] = {}
    for row in _with_all(rows).order_by("version"):
        chains.setdefault((row.assignment_id, row.member_id), []).append(row)
    return [_version(*pair) for sheet in current for pair in pairwise(chains[(sheet.assignment_id, sheet.member_id)])]


def _with_all(rows: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    agreed = Unsealing.objects.filter(agreed=True).select_related("asked_by", "answered_by")
    return rows.select_related("member__person").prefetch_related("scores", Prefetch("unsealings", queryset=agreed))


def _version(before: ScoreSheet, after: ScoreSheet) -> Version:
    now = {row.item: row for row in after.scores.all()}
    changes = tuple(
        Changed(item=row.item, before=row, after=now[row.item])
        for row in before.scores.all()
        if _said(row) != _said(now[row.item])
    )
    return Version(sheet=before, unlocking=next(iter(before.unsealings.all()), None), changes=changes)


def _said(row: ItemScore) -> tuple[object, ...]:
    return row.percent, row.points, row.strengths, row.opportunities
