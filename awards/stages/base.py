"""The five questions every kind of stage answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from schemes.regulation import Text
from schemes.regulation.stages import StageKind

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import Application, EditionStage

Act = str  # a service's name, such as "submit_application"


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """Something still missing, with its rule and, if there is one, the page where to mend it."""

    text: Text
    clause: str
    article: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page of the stage on the edition's board, with a figure if one says more than the name."""

    label: Text
    url: str
    count: int | None = None


class Stage:
    """A kind of stage. Stateless: everything is read from the row it is asked about."""

    kind: StageKind
    closes_by_itself = False  # at ``closes_at``, by the sweep, when nothing blocks it

    def needs_to_open(self, stage: EditionStage) -> list[Blocker]:
        """What is missing before this stage can open, beyond the general needs (order, parameters, regulation)."""
        return []

    def opened(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """What opening does, inside its transaction."""

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """What is missing before this stage can close."""
        return []

    def closed(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """What closing does to each application (``record_outcome``), in its transaction; ``at``: the legal instant."""

    def acts(self, seat: str) -> frozenset[Act]:
        """What a holder of the seat can do while the stage is open."""
        return frozenset()

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """Pages of this stage for the person, in every state of the stage."""
        return []

    def shows_application(self, application: Application, user: User) -> tuple[str, dict[str, object]] | None:
        """A template and its context for the application's page, or nothing."""
        return None
