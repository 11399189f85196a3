"""An edition in which the reviews are over: applications with scores, and the stages before closed."""

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace

from awards.models import Application, Edition, EditionStage, Result, StageOutcome, Standing
from awards.queries import stage_clause
from awards.services import close_stage, enter_parameter, open_stage, record_outcome
from journal import clock
from schemes.regulation import Text
from tests.conftest import organisation

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=clock.SHANGHAI)  # a Monday
BECAUSE = Text(zh="评审得分达到要求。", en="The score is high enough.")


def at_stage(edition: Edition, kind: str) -> EditionStage:
    """Close every stage before one, as if its people had done their work."""
    stage = edition.stages.get(kind=kind)
    before = EditionStage.objects.filter(edition=edition, position__lt=stage.position, closed_at=None)
    before.update(opened_at=NOON, closed_at=NOON)
    return fresh(edition).stages.select_related("edition__regulation_version").get(kind=kind)


def fresh(edition: Edition) -> Edition:
    """The edition read anew, without anything cached."""
    return Edition.objects.select_related("regulation_version").get(pk=edition.pk)


def applicant(edition: Edition, cast: SimpleNamespace, number: int, **terms) -> Application:
    """An application in review."""
    return Application.objects.create(
        edition=edition,
        organisation=organisation(f"第{number}申报组织", 100 + number),
        number=f"T-{number:04d}",
        standing=Standing.IN_REVIEW,
        created_by=cast.applicant,
        created_at=NOON,
        submitted_at=NOON,
        recommended_at=NOON,
        **terms,
    )


def reviewed(edition: Edition, cast: SimpleNamespace, *scores: tuple[str, str]) -> list[Application]:
    """Applications with document and on-site scores that passed the on-site review, the evaluation open."""
    with clock.at(NOON):
        for name, value in (("in_force_from", "2024-01-05"), ("weight_document_review", "40")):
            enter_parameter(edition=fresh(edition), name=name, value=value, basis="会议纪要", actor=cast.officer)
        enter_parameter(
            edition=fresh(edition), name="weight_onsite_review", value="60", basis="会议纪要", actor=cast.officer
        )
        onsite = at_stage(edition, "onsite_review")
        EditionStage.objects.filter(pk=onsite.pk).update(opened_at=NOON)
        rows = [
            applicant(edition, cast, number, document_score=Decimal(document), onsite_score=Decimal(visit))
            for number, (document, visit) in enumerate(scores, 1)
        ]
        for row in rows:
            passed(row, onsite)
        open_stage(stage=at_stage(edition, "overall_evaluation"), actor=cast.officer)
    return rows


def passed(application: Application, stage: EditionStage) -> None:
    """Let an application pass a stage."""
    record_outcome(
        application=application,
        stage=stage,
        result=Result.PASSED,
        because=BECAUSE,
        clause=stage_clause(stage),
        at=NOON,
        actor=None,
    )


def close(edition: Edition, kind: str, cast: SimpleNamespace) -> None:
    """Close a stage through its service."""
    stage = fresh(edition).stages.select_related("edition__regulation_version").get(kind=kind)
    close_stage(stage=stage, actor=cast.officer)


def go_to(edition: Edition, kind: str, cast: SimpleNamespace) -> EditionStage:
    """Open a later stage, those between closed as if done."""
    return open_stage(stage=at_stage(edition, kind), actor=cast.officer)


def listed(edition: Edition, cast: SimpleNamespace, rows: list[Application]) -> None:
    """The office proposes the first two for the first tier, the others for the second; the evaluation closes."""
    from awards.services.evaluation import propose_winners

    chosen = {"quality": [row.pk for row in rows[:2]], "excellence": [row.pk for row in rows[2:]]}
    propose_winners(edition=fresh(edition), chosen=chosen, reason="按得分", actor=cast.officer)
    close(edition, "overall_evaluation", cast)


def rejected(application: Application, cast: SimpleNamespace, *, clause: str, reason: str) -> StageOutcome:
    """One officer proposes the rejection, the second one confirms it."""
    from awards.services.rejection import confirm_rejection, propose_rejection

    proposal = propose_rejection(application=application, clause=clause, reason=reason, actor=cast.officer)
    return confirm_rejection(proposal=proposal, actor=cast.second_officer)
