"""Rule kinds about what follows an award: prizes, duties, windows, revocation, bans."""

from datetime import date
from typing import Literal

from .open import Count, Name, Whole
from .text import Term, Text

Item = Literal["plaque", "trophy", "certificate"]


class Prize(Term):
    """What a tier receives; yuan, paid once."""

    kind: Literal["prize"]
    tier: str
    yuan: Whole
    items: tuple[Item, ...]
    first_time_only: bool = False
    use_limited: bool = False


class Priority(Term):
    """Holders of a tier are recommended first for another award: a mark, never a score.

    ``scheme`` is the portal's name of that award's scheme, ``this`` for the same scheme, None if it isn't run here.
    """

    kind: Literal["priority"]
    tier: str
    towards: Text
    scheme: str | None = None
    mark: Text


class Validity(Term):
    """How long a title is valid, from the award date."""

    kind: Literal["validity"]
    years: Count


class TitleUse(Term):
    """How a title may be used and must not be."""

    kind: Literal["title_use"]


class Monitoring(Term):
    """The window after an award in which the office watches the winner."""

    kind: Literal["monitoring"]
    years: Count
    confirmations: Literal["none", "yearly"] = "none"


class SelfReport(Term):
    """A winner reports listed events within ``within_days`` of the event, inside ``window_years``."""

    kind: Literal["self_report"]
    within_days: Count
    window_years: Count
    clauses: tuple[str, ...]


class Obligation(Term):
    """A duty of the winner; ``due_within_years`` from the award, or no deadline."""

    kind: Literal["obligation"]
    key: Name
    name: Text
    due_within_years: Count | None = None


class Visits(Term):
    """Regular visits; ``every_months`` may be open."""

    kind: Literal["visits"]
    every_months: Whole


class Ban(Term):
    """Years without acceptance after a cause, from the decision; the awards it reaches."""

    kind: Literal["ban"]
    cause: Literal["false_material", "fraud", "revocation"]
    years: Whole
    awards: tuple[str, ...] = ("this",)


class Revocation(Term):
    """Grounds on which an award is revoked, in what window, and what is recovered."""

    kind: Literal["revocation"]
    cause: Literal["fraud", "incident"]
    grounds: tuple[Text, ...]
    within: Literal["always", "monitoring", "validity"]
    recover: tuple[Literal["plaque", "trophy", "certificate", "money"], ...]
    publish: Text
    discretionary: bool = False
    stop_use: bool = False
    credit_record: bool = False


class Sanctions(Term):
    """What happens to a reviewer who breaks the rules, mildest first."""

    kind: Literal["sanctions"]
    steps: tuple[Text, ...]


class Undertaking(Term):
    """Secrecy, recusal, no gifts: signed before a file is seen (G-7)."""

    kind: Literal["undertaking"]
    duties: tuple[Text, ...]


class OpinionsSought(Term):
    """A draft on which the public may comment until a day."""

    kind: Literal["opinions_sought"]
    until: date
    channels: tuple[Text, ...]


class Amendment(Term):
    """What a draft's notice says it changes in a clause."""

    kind: Literal["amends"]
    clause: str
    what: Text
