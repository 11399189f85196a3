"""Which open parameters keep which stage from opening (G-10)."""

from collections.abc import Iterable

from schemes.regulation.clauses import Clause
from schemes.regulation.open import OpenParameter
from schemes.regulation.stages import StageKind


def blocking(
    *, open_parameters: Iterable[tuple[Clause, OpenParameter]], stage: StageKind
) -> tuple[tuple[Clause, OpenParameter], ...]:
    """The parameters, each with the clause that leaves it open, without which a stage cannot open.

    One that an earlier stage needs blocks the later ones too.
    """
    return tuple((clause, one) for clause, one in open_parameters if one.needed_by.rank <= stage.rank)
