"""Applications: taken from the call's publication until its deadline; whoever has not handed in lapses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Seat
from journal import clock
from schemes.regulation import Clause, Text
from schemes.regulation.organs import Call
from schemes.regulation.stages import StageKind

from ..queries import regulation_of, stage_clause
from ..services.closing_applications import close_applications
from .base import Act, Blocker, Link, Stage

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import Application, EditionStage

WRITING = frozenset({"save_section", "receive_file", "remove_file"})
HANDING_IN = frozenset({"start_application", "choose_recommender", "submit_application", "withdraw_application"})


class ApplicationStage(Stage):
    """Opens once the call fixed its deadline, and ends at that instant by itself."""

    kind = StageKind.APPLICATION
    closes_by_itself = True

    def needs_to_open(self, stage: EditionStage) -> list[Blocker]:
        """A published call with a deadline that lies ahead."""
        clause = _call(stage)
        if stage.closes_at is None:
            text = Text(
                zh="申报通知尚未发布，申报截止时间未定。", en="The call is not published yet: there is no deadline."
            )
        elif stage.closes_at <= clock.now():
            text = Text(zh="通知所定的申报截止时间已过。", en="The deadline that the call states has passed.")
        else:
            return []
        url = reverse("office_notices", args=[stage.edition_id])
        return [Blocker(text=text, clause=clause.id, article=clause.article, url=url)]

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """The deadline that was announced has come: nobody's time is cut short."""
        if stage.closes_at is None or stage.closes_at <= clock.now():
            return []
        clause = _call(stage)
        text = Text(
            zh="申报截止时间未到；到时自动结束。", en="The deadline has not come; the stage then ends by itself."
        )
        return [Blocker(text=text, clause=clause.id, article=clause.article)]

    def closed(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Drafts lapse, and so does what lacks its recommendation; the rest goes on."""
        close_applications(stage=stage, actor=actor, at=at)

    def acts(self, seat: str) -> frozenset[Act]:
        """Applicants write and hand in; recommenders sign or return."""
        return {
            Seat.APPLICANT_ADMIN: WRITING | HANDING_IN,
            Seat.APPLICANT_EDITOR: WRITING,
            Seat.APPLICANT_SUBMITTER: HANDING_IN - {"start_application"},
            Seat.RECOMMENDER: frozenset({"recommend", "return_application"}),
        }.get(Seat(seat), frozenset())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The applications received, with their number."""
        if stage.opened_at is None:
            return []
        count = stage.edition.applications.filter(submitted_at__isnull=False).count()
        label = Text(zh="收到的申报", en="Applications received")
        return [Link(label=label, url=reverse("office_applications", args=[stage.edition_id]), count=count)]

    def shows_application(self, application: Application, user: User) -> tuple[str, dict[str, object]] | None:
        """Nothing beyond the answers, which every page shows."""
        return None


def _call(stage: EditionStage) -> Clause:
    found = regulation_of(stage.edition).rule(Call)
    return found[0] if found else stage_clause(stage)
