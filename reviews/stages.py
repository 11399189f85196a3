"""Document review, on-site review, presentation: what they need, what they do to applications, what they show."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from guardian.shortcuts import remove_perm

from accounts.models import Seat, User
from accounts.queries import holds
from awards.models import Application, EditionStage, Result, Standing
from awards.queries import stage_clause, stage_rule
from awards.services import record_outcome
from awards.services.papers import request_written_result
from awards.services.telling import tell_applicant
from awards.stages import Act, Blocker, Link, Stage
from schemes.regulation import Clause, Text
from schemes.regulation.stages import StageKind
from schemes.regulation.text import text

from . import needs
from .models import PanelAssignment, PanelMember
from .requirements import eliminates, shortlist_after, written_result_due
from .services.sheets import lay_out_sheets
from .services.telling import tell_open
from .standings import scores_of


class Review(Stage):
    """A stage in which panels score applications; ``score_field`` of the application takes the panel's mean."""

    score_field: str

    def needs_to_open(self, stage: EditionStage) -> list[Blocker]:
        """A rightly made-up panel for every application."""
        return needs.to_open(stage)

    def opened(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Lay out empty sheets and tell the panels."""
        lay_out_sheets(stage)
        tell_open(stage)

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """Sheets locked, reports in, decisions made."""
        return needs.to_close(stage)

    def closed(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Write each application's score and outcome, and end the panels' access (TZ-8)."""
        scores = scores_of(stage)
        rows = PanelAssignment.objects.filter(stage=stage, application__standing=Standing.IN_REVIEW)
        for row in rows.select_related("application", "decision"):
            self._conclude(row, scores[row.pk], stage, actor, at)
        _end_access(stage)

    def acts(self, seat: str) -> frozenset[Act]:
        """Scorers sign, declare, score and lock; the office appoints and decides."""
        by_seat = {
            Seat.OFFICER: {
                "add_member", "agree_to_unseal", "apply_shortlist", "appoint_panel", "ask_to_open_early",
                "ask_to_unlock", "assign_applications", "choose_leader", "decide_passing", "decline_to_unseal",
                "order_recusal", "release_member",
            },
            Seat.EXPERT: {
                "close_panel", "declare_conflict", "lock_sheet", "save_report", "score_item", "sign_undertaking",
            },
            Seat.MEMBER_UNIT: {"declare_conflict", "lock_sheet", "score_presentation", "sign_undertaking"},
        }  # fmt: skip
        return frozenset(by_seat.get(Seat(seat), ()))

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """Panels and scoring for the office and the observer, their own work for scorers."""
        scheme = stage.edition.scheme
        links = []
        if holds(user, Seat.OFFICER, Seat.OBSERVER, scheme=scheme):
            query = f"?stage={stage.kind}"
            panels, scoring = (reverse(name, args=[stage.edition_id]) for name in ("office_panels", "office_scoring"))
            links.append(Link(label=text("评审组", "Panels"), url=panels + query, count=stage.panels.count()))
            if stage.opened_at:
                links.append(Link(label=text("评分进度与结果", "Scoring and results"), url=scoring + query))
        if holds(user, Seat.EXPERT, Seat.MEMBER_UNIT, scheme=scheme):
            links.append(Link(label=text("我的评审", "My reviews"), url=reverse("reviews")))
        return links

    def shows_application(self, application: Application, user: User) -> tuple[str, dict[str, object]] | None:
        """The office sees an application's panel and, once its sheets are open, its result."""
        from .office_reading import application_in_stage

        if not holds(user, Seat.OFFICER, Seat.OBSERVER, scheme=application.edition.scheme):
            return None
        rows = application_in_stage(application, self.kind, user)
        return ("reviews/office/_application.html", {"review": rows}) if rows else None

    def _conclude(
        self, row: PanelAssignment, score: Decimal, stage: EditionStage, actor: User | None, at: datetime
    ) -> None:
        application = row.application
        Application.objects.filter(pk=application.pk).update(**{self.score_field: score})
        passed = needs.passes(row) if eliminates(stage) else True
        because = _because(row, stage, passed)
        outcome = record_outcome(
            application=application, stage=stage, result=Result.PASSED if passed else Result.FAILED, because=because,
            clause=_clause(stage, passed), at=at, actor=actor, score=score,
        )  # fmt: skip
        tell_applicant(application, title=_title(stage, passed), body=because)
        if not passed and written_result_due(stage):
            request_written_result(outcome=outcome)


class DocumentReview(Review):
    """Experts score what was submitted."""

    kind, score_field = StageKind.DOCUMENT_REVIEW, "document_score"


class OnsiteReview(Review):
    """Experts score what they see on site."""

    kind, score_field = StageKind.ONSITE_REVIEW, "onsite_score"


class Presentation(Review):
    """Presentations are scored as a whole; nobody fails them."""

    kind, score_field = StageKind.PRESENTATION, "presentation_score"


def _title(stage: EditionStage, passed: bool) -> Text:
    name = stage_rule(stage).name
    zh, en = ("通过", "passed") if passed else ("未通过", "not passed")
    return text(f"{name.zh}：{zh}", f"{name.en}: {en}")


def _because(row: PanelAssignment, stage: EditionStage, passed: bool) -> Text:
    if not eliminates(stage):
        return text("评分完成，进入下一环节", "Scored; goes on to the next stage")
    zh, en = ("通过", "Passed") if passed else ("未通过", "Did not pass")
    return text(f"{zh}：{row.decision.reason}", f"{en}: {row.decision.reason}")


def _clause(stage: EditionStage, passed: bool) -> Clause:
    limit = shortlist_after(stage)
    return limit[0] if limit and not passed else stage_clause(stage)


def _end_access(stage: EditionStage) -> None:
    for member in PanelMember.objects.filter(panel__stage=stage).select_related("person", "panel"):
        remove_perm("review_in", member.person, member.panel)
