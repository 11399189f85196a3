"""How long an organisation is barred after a cause, and from which awards."""

from collections.abc import Iterable
from datetime import date

from schemes.regulation.aftermath import Ban
from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.open import OpenParameter

from .dates import ONE_DAY, years_after
from .facts import BanHeld

THIS_AWARD = "this"


def ban_rules(*, regulation: Regulation, cause: str) -> tuple[tuple[Clause, Ban], ...]:
    """The bans that a cause (false_material, fraud, revocation) brings; none where none is stated or entered as 0."""
    return tuple((clause, rule) for clause, rule in regulation.rules(Ban) if rule.cause == cause and rule.years != 0)


def ban(*, regulation: Regulation, clause: Clause, rule: Ban, decided_on: date) -> BanHeld:
    """The ban that follows from a decision: from that day to the corresponding day years later, inclusive.

    Raises ValueError while its length is open (G-10).
    """
    if isinstance(rule.years, OpenParameter):
        raise ValueError(f"the length of the ban is open: {rule.years.name}")
    own = regulation.identity.scheme
    return BanHeld(
        schemes=frozenset(own if award == THIS_AWARD else award for award in rule.awards),
        since=decided_on,
        until=years_after(decided_on, rule.years),
        clause=clause.id,
        article=clause.article,
    )


def running(*, bans: Iterable[BanHeld], scheme: str, on: date) -> tuple[BanHeld, ...]:
    """The bans that reach an award on a day; both ends inclusive."""
    return tuple(held for held in bans if scheme in held.schemes and held.since <= on <= held.until)


def free_from(*, bans: Iterable[BanHeld], scheme: str, on: date) -> date:
    """The first day, from ``on``, on which no ban reaches an award."""
    several = tuple(bans)
    while held := running(bans=several, scheme=scheme, on=on):
        on = max(one.until for one in held) + ONE_DAY
    return on
