"""How many candidates go on to a stage, and who: a ratio of the planned winners, rounded down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.organs import Shortlist
from schemes.regulation.text import text

from .finding import Finding, Outcome
from .ranking import Ranked

LABEL = text("入围数量", "Number that goes on")


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Places to give, keys certainly in, and keys tied at the cut among whom no rule decides."""

    places: int
    certain: tuple[str, ...]
    tied: tuple[str, ...]


def places(*, ratio: Decimal, planned: int) -> int:
    """Ratio times planned winners, rounded down."""
    return int(ratio * planned)


def planned_limit(regulation: Regulation) -> int:
    """The most winners an edition can plan: the sum of the quotas."""
    return sum(tier.quota for tier in regulation.tiers)


def shortlist(*, rule: Shortlist, ranked: Sequence[Ranked], planned: int) -> Cut:
    """Who goes on. A tie at the cut is shown, not broken: the office may take fewer, never more."""
    room = places(ratio=rule.ratio, planned=planned)
    certain = tuple(one.entry.key for one in ranked if one.place + len(one.tied_with) <= room)
    tied = tuple(one.entry.key for one in ranked if one.place <= room < one.place + len(one.tied_with))
    return Cut(places=room, certain=certain, tied=tied)


def check_shortlist(
    *,
    regulation: Regulation,
    clause: Clause,
    rule: Shortlist,
    chosen: Collection[str],
    ranked: Sequence[Ranked],
    planned: int,
) -> tuple[Finding, ...]:
    """Whether a list chosen by hand stands: planned within the quotas, no more than the places, nobody passed over."""
    room = places(ratio=rule.ratio, planned=planned)
    limit = planned_limit(regulation)
    found = [
        _finding(
            clause,
            planned <= limit,
            f"拟获奖{planned}家，名额合计{limit}家",
            f"{planned} planned winners, {limit} places",
        ),
        _finding(
            clause, len(chosen) <= room, f"入围{len(chosen)}家，上限{room}家", f"{len(chosen)} go on, at most {room}"
        ),
    ]
    last = max((one.place for one in ranked if one.entry.key in chosen), default=0)
    passed_over = [one.entry.key for one in ranked if one.place < last and one.entry.key not in chosen]
    if passed_over:
        names = ", ".join(passed_over)
        because = text(
            f"得分更高者未入围，须说明理由：{names}", f"higher scores do not go on, reasons are due: {names}"
        )
        found.append(
            Finding(
                clause=clause.id, article=clause.article, label=LABEL, outcome=Outcome.FOR_JUDGEMENT, because=because
            )
        )
    return tuple(found)


def _finding(clause: Clause, holds: bool, zh: str, en: str) -> Finding:
    outcome = Outcome.MET if holds else Outcome.NOT_MET
    return Finding(clause=clause.id, article=clause.article, label=LABEL, outcome=outcome, because=text(zh, en))
