"""The committee's decision on the list and the approval of it: fewer is allowed, more never, four eyes on approval."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from journal import clock
from schemes.regulation import Clause, Text
from schemes.regulation.organs import Approval
from schemes.regulation.stages import StageKind

from ..decision_queries import awaits, candidates_of, in_order, standing_candidates
from ..evaluation_queries import key_of
from ..models import Candidate, Decision, Edition, EditionStage, Paper, Result
from ..queries import open_stage_of, regulation_of, stage_clause, stage_of
from .deciding import write_decision
from .errors import Refused
from .evaluation import lock
from .outcomes import record_outcome
from .papers import request_decision_paper, request_written_result
from .telling import tell_applicant, tell_approvers, tell_committee, tell_office


@transaction.atomic
def confirm_list(*, edition: Edition, strikes: Mapping[int, str], decided_on: date, text: str, actor: User) -> Decision:
    """The committee confirms the list, striking candidates (by id) with a reason each; it adds nobody.

    Raises :class:`Refused` when it is not the committee's turn or a strike has no reason.
    """
    stage = _turn(edition, "committee", (StageKind.COMMITTEE_DECISION, StageKind.APPROVAL))
    clause = stage_clause(stage)
    _not_in_future(decided_on, clause)
    for candidate in standing_candidates(edition).filter(pk__in=strikes):
        _strike(candidate, stage, strikes[candidate.pk], clause, actor)
    standing_candidates(edition).filter(state="proposed").update(state="confirmed")
    decision = write_decision(
        stage=stage, kind="committee", content=_listed(edition), text=text, actor=actor, decided_on=decided_on
    )
    request_decision_paper(decision=decision, kind=Paper.COMMITTEE_DECISION)
    tell_office(
        edition,
        title=Text(zh="评审委员会已确定名单", en="The committee has decided on the list"),
        body=Text(zh=edition.title["zh"], en=edition.title["en"]),
    )
    if stage.kind == StageKind.APPROVAL:
        _tell_approvers(edition)
    return decision


@transaction.atomic
def approve_list(*, edition: Edition, document_number: str, decided_on: date, actor: User) -> Decision:
    """Approve the list under a document number (HZ-9.6); by somebody who neither proposed nor confirmed it.

    Raises :class:`Refused` for the same person, without a number where one is needed, or out of turn.
    """
    stage = _turn(edition, "approval", (StageKind.APPROVAL,))
    clause, number = stage_clause(stage), document_number.strip()
    _four_eyes(edition, actor, clause)
    _not_in_future(decided_on, clause)
    if not number and number_needed(edition):
        raise Refused(Text(zh="请填写批准文件的文号。", en="Enter the number of the approving document."), clause)
    standing_candidates(edition).update(state="approved")
    decision = write_decision(
        stage=stage,
        kind="approval",
        content=_listed(edition),
        text="",
        actor=actor,
        decided_on=decided_on,
        number=number,
    )
    request_decision_paper(decision=decision, kind=Paper.APPROVAL)
    tell_office(
        edition,
        title=Text(zh="获奖名单已批准", en="The list is approved"),
        body=Text(zh=f"{edition.title['zh']}，{number}", en=f"{edition.title['en']}, {number}"),
    )
    return decision


@transaction.atomic
def return_list(*, edition: Edition, reason: str, actor: User) -> Decision:
    """Return the list to the committee with a reason; the committee decides again, striking further names or none."""
    stage = _turn(edition, "approval", (StageKind.APPROVAL,))
    clause = stage_clause(stage)
    _four_eyes(edition, actor, clause)
    if not reason.strip():
        raise Refused(Text(zh="退回须写明理由。", en="A return needs its reason."), clause)
    decision = write_decision(
        stage=stage, kind="approval", content=_listed(edition), text=reason, actor=actor, accepted=False
    )
    title = Text(zh="名单被退回", en="The list was returned")
    body = Text(zh=f"理由：{reason.strip()}", en=f"Reason: {reason.strip()}")
    tell_committee(edition, title=title, body=body)
    tell_office(edition, title=title, body=body)
    return decision


def _turn(edition: Edition, whose: str, kinds: tuple[StageKind, ...]) -> EditionStage:
    lock(edition)
    fresh = Edition.objects.select_related("regulation_version").get(pk=edition.pk)
    stage = open_stage_of(fresh)
    cited = stage or stage_of(fresh, kinds[0])
    clause = stage_clause(cited) if cited else None
    if stage is None or stage.kind not in kinds:
        raise Refused(Text(zh="本环节未在进行中。", en="This stage is not open."), clause)
    decided = whose == "committee" and stage.kind == StageKind.COMMITTEE_DECISION and awaits(fresh) == "approval"
    if decided or awaits(fresh) != whose:
        raise Refused(Text(zh="名单已有决定。", en="The list is decided already."), clause)
    return stage


def _strike(candidate: Candidate, stage: EditionStage, reason: str, clause: Clause, actor: User) -> None:
    if not reason.strip():
        raise Refused(
            Text(
                zh=f"划去{candidate.application.applicant_name}须写明理由。",
                en=f"Striking {candidate.application.applicant_name} needs its reason.",
            ),
            clause,
        )
    because = Text(zh=f"评审委员会决定不列入：{reason.strip()}", en=f"Struck by the committee: {reason.strip()}")
    outcome = record_outcome(
        application=candidate.application,
        stage=stage,
        result=Result.NOT_PROPOSED,
        because=because,
        clause=clause,
        at=clock.now(),
        actor=actor,
        score=candidate.total,
    )
    Candidate.objects.filter(pk=candidate.pk).update(state="struck", reason=reason.strip())
    request_written_result(outcome=outcome)
    tell_applicant(
        candidate.application, title=Text(zh="未列入获奖名单", en="Not on the list of winners"), body=because
    )


def _four_eyes(edition: Edition, actor: User, clause: Clause) -> None:
    earlier = Decision.objects.filter(edition=edition, kind__in=("evaluation", "tie", "committee"), decided_by=actor)
    if earlier.exists():
        raise Refused(
            Text(
                zh="您提出或确定过本名单，须由他人批准。",
                en="You proposed or confirmed this list: another person approves it.",
            ),
            clause,
        )


def number_needed(edition: Edition) -> bool:
    """Whether the approval must name its document."""
    found = regulation_of(edition).rule(Approval)
    return found is None or found[1].document_number


def _not_in_future(day: date, clause: Clause) -> None:
    if day > clock.today():
        raise Refused(Text(zh="决定日期不能晚于今天。", en="The day of the decision lies in the future."), clause)


def _listed(edition: Edition) -> dict[str, Any]:
    return {"list": [_line(candidate) for candidate in in_order(edition, candidates_of(edition))]}


def _line(candidate: Candidate) -> dict[str, Any]:
    return {
        "candidate": candidate.pk,
        "number": key_of(candidate.application),
        "name": candidate.application.applicant_name,
        "tier": candidate.tier,
        "rank": candidate.rank,
        "total": str(candidate.total),
        "outside_quota": candidate.outside_quota,
        "state": candidate.state,
        "reason": candidate.reason,
    }


def _tell_approvers(edition: Edition) -> None:
    tell_approvers(
        edition,
        title=Text(zh="获奖名单待批准", en="A list awaits your approval"),
        body=Text(zh=edition.title["zh"], en=edition.title["en"]),
    )
