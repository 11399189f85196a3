"""What the core answers: an outcome with its clause, its article and its reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schemes.regulation.text import Text


class Outcome(StrEnum):
    """How a rule stands for the facts on a day."""

    MET = "met"
    NOT_MET = "not_met"
    FOR_JUDGEMENT = "for_judgement"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule applied. ``facts`` names the answers that decided; ``may_apply_from`` is the day on which a bar ends."""

    clause: str
    article: str
    label: Text
    outcome: Outcome
    because: Text
    facts: tuple[str, ...] = ()
    may_apply_from: date | None = None
