"""Whether a panel is made up as the regulation asks; each fault cites the clause."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemes.regulation.text import Text, text

from .models import Expert
from .requirements import PanelNeeds


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One scorer as the rules see it."""

    person: int
    name: str
    leads: bool
    expert: Expert | None = None


def faults(*, needs: PanelNeeds, seats: Sequence[Seat], trades: Iterable[str] = ()) -> Iterator[Text]:
    """Each way in which a panel does not meet its rule: size, leader, trade expert for every applicant's trade."""
    yield from _size(needs, len(seats))
    yield from _leader(needs, seats)
    if needs.trade_expert:
        yield from _trades(seats, trades)


def _size(needs: PanelNeeds, size: int) -> Iterator[Text]:
    if size < needs.at_least:
        yield text(
            f"评审组现有{size}人，至少应为{needs.at_least}人。",
            f"The panel has {size} member(s); at least {needs.at_least} are required.",
        )
    if needs.at_most is not None and size > needs.at_most:
        yield text(
            f"评审组现有{size}人，至多为{needs.at_most}人。",
            f"The panel has {size} members; at most {needs.at_most} are allowed.",
        )


def _leader(needs: PanelNeeds, seats: Sequence[Seat]) -> Iterator[Text]:
    if needs.leader and sum(seat.leads for seat in seats) != 1:
        yield text("评审组须有一名组长。", "The panel needs one leader.")


def _trades(seats: Sequence[Seat], trades: Iterable[str]) -> Iterator[Text]:
    experts = [seat.expert for seat in seats if seat.expert]
    if not any(expert.trades for expert in experts):
        yield text("评审组须有行业专家。", "The panel needs a trade expert.")
        return
    for trade in sorted({trade for trade in trades if trade}):
        if not any(expert.knows(trade) for expert in experts):
            yield text(f"评审组中没有熟悉行业{trade}的专家。", f"No member of the panel knows the trade {trade}.")
