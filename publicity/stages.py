"""The stages in which the public looks on: list of accepted, list of proposed winners, announcement."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Seat
from accounts.queries import holds
from awards.models import Application, Award, Decision, Edition, Result, Standing
from awards.queries import regulation_of, stage_clause
from awards.services import record_outcome
from awards.services.conferral import confer_awards
from awards.stages import Act, Blocker, Link, Stage
from journal import clock
from journal.services import record
from schemes.regulation import Clause, Text
from schemes.regulation.stages import StageKind

from .models import Notice, NoticeKind, Objection
from .models.objection import holding_back

if TYPE_CHECKING:
    from accounts.models import User
    from awards.models import EditionStage

WITH_PERIOD = {StageKind.ACCEPTANCE_NOTICE: NoticeKind.ACCEPTANCE, StageKind.RESULT_NOTICE: NoticeKind.RESULT}


class NoticeStage(Stage):
    """Opens with a draft; closes when the notice was up long enough and every objection is settled (HZ-9.3)."""

    standing: Standing  # of the applications that pass

    def opened(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Draft the notice for the office, unless it has one."""
        draft_for(stage, WITH_PERIOD[self.kind], actor)

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """The notice published, its period over, each objection answered."""
        notice = Notice.objects.filter(stage=stage, published_at__isnull=False).first()
        if notice is None or notice.ends_at is None:
            return [_not_published(stage)]
        return [*self._period(stage, notice), *self._objections(stage, notice)]

    def closed(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Everyone against whom nothing was upheld goes on."""
        clause = _rule_of(stage)
        because = Text(zh="公示期满，无成立的异议。", en="The notice period is over and no objection was upheld.")
        rows = Application.objects.filter(edition=stage.edition_id, standing=self.standing).select_related(
            "organisation"
        )
        for application in rows.order_by("id"):
            record_outcome(
                application=application, stage=stage, result=Result.PASSED, because=because, clause=clause, at=at,
                actor=actor, standing=self.standing,
            )  # fmt: skip

    def acts(self, seat: str) -> frozenset[Act]:
        """The office drafts, publishes and examines."""
        office = {"draft_notice", "edit_notice", "publish_notice", "admit_objection", "settle_objection"}
        return frozenset(office if seat == Seat.OFFICER else ())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """Notices and objections, for the office and the observer."""
        if not holds(user, Seat.OFFICER, Seat.OBSERVER, scheme=stage.edition.scheme):
            return []
        waiting = Objection.objects.filter(holding_back(), notice__stage=stage).count()
        edition = [stage.edition_id]
        return [
            Link(label=Text(zh="公示", en="Notice"), url=reverse("office_notices", args=edition)),
            Link(label=Text(zh="异议", en="Objections"), url=reverse("office_objections", args=edition), count=waiting),
        ]

    def shows_application(self, application: Application, user: User) -> tuple[str, dict[str, object]] | None:
        """The objections to the application on this notice, for the office and the observer."""
        if not holds(user, Seat.OFFICER, Seat.OBSERVER, scheme=application.edition.scheme):
            return None
        found = list(
            Objection.objects.filter(application=application, notice__stage__kind=self.kind)
            .select_related("application__organisation", "examined_by")
            .order_by("id")
        )
        return ("publicity/office/_application.html", {"objections": found}) if found else None

    def _period(self, stage: EditionStage, notice: Notice) -> list[Blocker]:
        if notice.ends_at is None or clock.now() >= notice.ends_at:
            return []
        text = Text(zh="公示期未满。", en="The notice period is not over.")
        return [_blocker(text, _rule_of(stage), reverse("office_notice", args=[notice.pk]))]

    def _objections(self, stage: EditionStage, notice: Notice) -> list[Blocker]:
        clause = _rule_of(stage)
        waiting = Objection.objects.filter(holding_back(), notice=notice).order_by("id")
        return [
            _blocker(
                Text(zh=f"异议{objection.number}尚未办结。", en=f"Objection {objection.number} is not settled."),
                clause,
                reverse("office_objection", args=[objection.pk]),
            )
            for objection in waiting
        ]


class AcceptanceNotice(NoticeStage):
    """The accepted applications are on notice; whom an upheld objection hits is out (HZ-9.2)."""

    kind = StageKind.ACCEPTANCE_NOTICE
    standing = Standing.IN_REVIEW


class ResultNotice(NoticeStage):
    """The proposed winners are on notice; whom an upheld objection hits loses the award (HZ-9.5, TZ-20)."""

    kind = StageKind.RESULT_NOTICE
    standing = Standing.PROPOSED


class Announcement(Stage):
    """Opening confers the awards; closing concludes the edition (HZ-9.6)."""

    kind = StageKind.ANNOUNCEMENT

    def needs_to_open(self, stage: EditionStage) -> list[Blocker]:
        """The approver's decision."""
        if _approval(stage) is not None:
            return []
        return [_blocker(Text(zh="名单尚未获批准。", en="The list is not approved."), stage_clause(stage))]

    def opened(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Confer the awards as of the day of approval, and draft the announcement."""
        approval = _approval(stage)
        if approval is None or actor is None:
            return
        confer_awards(edition=stage.edition, actor=actor, awarded_on=approval.decided_on)
        draft_for(stage, NoticeKind.ANNOUNCEMENT, actor)

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """The announcement published and each certificate made."""
        missing = [] if Notice.objects.filter(stage=stage, published_at__isnull=False) else [_not_published(stage)]
        unmade = Award.objects.filter(edition=stage.edition_id, certificate_digest="").count()
        if unmade:
            text = Text(zh=f"还有{unmade}份证书尚未生成。", en=f"Certificates still being made: {unmade}.")
            missing.append(_blocker(text, stage_clause(stage)))
        return missing

    def closed(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """The edition is concluded."""
        if Edition.objects.filter(pk=stage.edition_id, concluded_at=None).update(concluded_at=at):
            record("conclude_edition", actor=actor, about=stage.edition, legal_instant=at)

    def acts(self, seat: str) -> frozenset[Act]:
        """The office announces."""
        office = {"draft_notice", "edit_notice", "publish_notice"}
        return frozenset(office if seat == Seat.OFFICER else ())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The announcement, for the office and the observer."""
        if not holds(user, Seat.OFFICER, Seat.OBSERVER, scheme=stage.edition.scheme):
            return []
        return [Link(label=Text(zh="公布", en="Announcement"), url=reverse("office_notices", args=[stage.edition_id]))]


def draft_for(stage: EditionStage, kind: NoticeKind, actor: User | None) -> None:
    """Draft the stage's notice for the person who opened it, unless there is one."""
    from .services import draft_notice

    if actor is not None and not Notice.objects.filter(edition=stage.edition_id, kind=kind).exists():
        draft_notice(edition=stage.edition, kind=kind, actor=actor)


def _approval(stage: EditionStage) -> Decision | None:
    last = Decision.objects.filter(edition=stage.edition_id, kind="approval").last()
    return last if last and last.accepted else None


def _rule_of(stage: EditionStage) -> Clause:
    found = regulation_of(stage.edition).notice_period(StageKind(stage.kind))
    return found[0] if found else stage_clause(stage)


def _not_published(stage: EditionStage) -> Blocker:
    text = Text(zh="公告尚未发布。", en="The notice is not published.")
    return _blocker(text, _rule_of(stage), reverse("office_notices", args=[stage.edition_id]))


def _blocker(text: Text, clause: Clause, url: str = "") -> Blocker:
    return Blocker(text=text, clause=clause.id, article=clause.article, url=url)
