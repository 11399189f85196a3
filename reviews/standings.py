"""Where the applications of a stage stand: scores of panels whose sheets are open, places, the cut of a shortlist."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from awards.models import EditionStage
from awards.queries import regulation_of
from schemes.regulation import Clause
from schemes.regulation.organs import Shortlist
from schemes.rules.ranking import Entry, Ranked, rank
from schemes.rules.scoring import panel_score
from schemes.rules.shortlist import Cut, planned_limit, shortlist

from . import sealed
from .models import PanelAssignment, ScoreSheet
from .requirements import shortlist_after

SIX = Decimal("0.000001")


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many may go on from a stage, by which clause, and who that is by score."""

    clause: Clause
    rule: Shortlist
    planned: int
    cut: Cut


def mean(sheets: Iterable[ScoreSheet]) -> Decimal:
    """A panel's score of one application: the exact mean of its sheets, to the six places that are stored."""
    return panel_score(sheet.total for sheet in sheets if sheet.total is not None).quantize(SIX)


def scores_of(stage: EditionStage) -> dict[int, Decimal]:
    """Score by assignment, of panels whose sheets are all in."""
    by_assignment: dict[int, list[ScoreSheet]] = {}
    for sheet in sealed.opened_sheets(sealed.complete_panels(stage)):
        by_assignment.setdefault(sheet.assignment_id, []).append(sheet)
    return {assignment: mean(sheets) for assignment, sheets in by_assignment.items()}


def ranked(scores: dict[int, Decimal]) -> dict[int, Ranked]:
    """Place by assignment, ties shown."""
    return {int(one.entry.key): one for one in _ranked(scores)}


def limit_of(stage: EditionStage, scores: dict[int, Decimal]) -> Limit | None:
    """The shortlist rule that applies at the end of the stage, with its cut; None where there is none."""
    found = shortlist_after(stage)
    if found is None:
        return None
    clause, rule = found
    planned = planned_of(stage)
    return Limit(
        clause=clause, rule=rule, planned=planned, cut=shortlist(rule=rule, ranked=_ranked(scores), planned=planned)
    )


def planned_of(stage: EditionStage) -> int:
    """Winners the office plans; the quotas' sum where it has not said (TZ-16)."""
    limit = planned_limit(regulation_of(stage.edition))
    return limit if stage.edition.planned is None else stage.edition.planned


def names_of(keys: Iterable[str], rows: Iterable[PanelAssignment]) -> str:
    """Application numbers for the keys of a cut or finding."""
    wanted = set(keys)
    return "、".join(row.application.number for row in rows if str(row.pk) in wanted)


def _ranked(scores: dict[int, Decimal]) -> tuple[Ranked, ...]:
    return rank(Entry(key=str(assignment), score=score) for assignment, score in scores.items())
