"""What a winner receives: money, plaque, trophy, certificate; less where the award is not the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from schemes.regulation.aftermath import Prize
from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.eligibility import Reapplication
from schemes.regulation.open import OpenParameter
from schemes.regulation.text import Text, text

from .candidates import won_before
from .facts import AwardHeld

KEPT_BY_REPEATS = "certificate"


@dataclass(frozen=True, kw_only=True)
class PrizeDue:
    """What is due to a winner. ``yuan`` is None while the amount is open; ``use_limited`` binds what it is spent on."""

    tier: str
    yuan: Decimal | None
    items: tuple[str, ...]
    use_limited: bool
    because: Text
    clause: str
    article: str


def prize_due(*, regulation: Regulation, tier: str, earlier: Iterable[AwardHeld]) -> PrizeDue | None:
    """The prize of a tier for a winner with ``earlier`` awards (this one not among them); None if none is stated."""
    found = next(((c, r) for c, r in regulation.rules(Prize) if r.tier == tier), None)
    if found is None:
        return None
    clause, prize = found
    if not won_before(regulation=regulation, tier=tier, awards=earlier):
        return _first(clause, prize)
    if prize.first_time_only:
        return _none(clause, prize, ())
    repeat = next(((c, r) for c, r in regulation.rules(Reapplication) if tier in r.after_tiers and not r.prize), None)
    if repeat is None:
        return _first(clause, prize)
    return _none(repeat[0], prize, tuple(item for item in prize.items if item == KEPT_BY_REPEATS))


def _first(clause: Clause, prize: Prize) -> PrizeDue:
    because = text("按奖项标准发放", "the award's full prize")
    if isinstance(prize.yuan, OpenParameter):
        because = text(
            "办法未规定奖金数额，须补充并注明依据", "the amount is not stated and must be entered with its basis"
        )
    yuan = None if isinstance(prize.yuan, OpenParameter) else Decimal(prize.yuan)
    return PrizeDue(
        tier=prize.tier,
        yuan=yuan,
        items=prize.items,
        use_limited=prize.use_limited,
        because=because,
        clause=clause.id,
        article=clause.article,
    )


def _none(clause: Clause, prize: Prize, items: tuple[str, ...]) -> PrizeDue:
    because = text("非首次获得该奖项，不发奖金", "not the first award of this tier: no money")
    return PrizeDue(
        tier=prize.tier,
        yuan=Decimal(0),
        items=items,
        use_limited=False,
        because=because,
        clause=clause.id,
        article=clause.article,
    )
