"""Screening: an officer judges what the rules leave to judgement, then accepts (HZ-9.2, OH-14.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.regulation import Text
from schemes.regulation.stages import StageKind
from schemes.rules.finding import Outcome

from ..correction_queries import running_correction, snapshot_clause, waits
from ..models import Application, EditionStage, JudgedClause, Result, StageOutcome, Standing
from ..queries import regulation_of, stage_clause
from ..rejection_queries import waiting_rejection, waits_for_confirmation
from ..screening_queries import Screened, screened
from ..stages import Blocker
from .errors import Refused
from .evaluation import open_stage_for
from .outcomes import record_outcome
from .telling import tell_applicant


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """An officer's word on one rule: the ``rule``-th of a clause."""

    clause: str
    rule: int
    met: bool
    reason: str


@transaction.atomic
def judge_clauses(*, application: Application, judgements: Sequence[Judgement], actor: User) -> list[JudgedClause]:
    """Say of rules whether they are met, each with a reason; the latest word counts.

    A rule that the facts break stays broken: :class:`Refused`, as for a rule that is not asked of this applicant.
    """
    undecided_stage(application)
    found = {(one.finding.clause, one.rule): one for one in screened(application)}
    return [_judge(application, found.get((word.clause, word.rule)), word, actor) for word in judgements]


def judge_clause(
    *, application: Application, clause: str, rule: int, met: bool, reason: str, actor: User
) -> JudgedClause:
    """One rule alone, as :func:`judge_clauses`."""
    word = Judgement(clause=clause, rule=rule, met=met, reason=reason)
    return judge_clauses(application=application, judgements=[word], actor=actor)[0]


def _judge(application: Application, found: Screened | None, word: Judgement, actor: User) -> JudgedClause:
    if found is None:
        raise Refused(Text(zh="该条款不适用于本申报。", en="This clause is not asked of this application."))
    cited, reason = regulation_of(application.edition).clause(word.clause), word.reason.strip()
    if word.met and found.finding.outcome is Outcome.NOT_MET:
        raise Refused(
            Text(
                zh="按申报所填事实，本条不符合，不能判为符合。",
                en="By the facts as handed in this rule is not met; it cannot be judged to be.",
            ),
            cited,
        )
    if not reason:
        raise Refused(Text(zh="请写明判断理由。", en="Please give the reason of your judgement."), cited)
    judged = JudgedClause.objects.create(
        application=application,
        clause=word.clause,
        rule=word.rule,
        met=word.met,
        reason=reason,
        judged_by=actor,
        judged_at=clock.now(),
    )
    record(
        "judge_clause",
        actor=actor,
        about=application,
        clause=cited.id,
        article=cited.article,
        met=word.met,
        because=reason,
    )
    return judged


@transaction.atomic
def accept_application(*, application: Application, actor: User) -> StageOutcome:
    """Accept an application. Raises :class:`Refused` listing each rule that is broken or still undecided."""
    stage = undecided_stage(application)
    refuse_while_corrected(application, stage)
    refuse_while_proposed(application)
    clause = stage_clause(stage)
    missing = [_as_blocker(one) for one in screened(application) if one.outcome is not Outcome.MET]
    if missing:
        raise Refused(
            Text(zh="尚有条款不符合或未作判断，不能受理。", en="Rules are broken or undecided: it cannot be accepted."),
            clause,
            missing,
        )
    outcome = record_outcome(
        application=application,
        stage=stage,
        result=Result.PASSED,
        because=Text(zh="经审查符合申报条件，予以受理。", en="It meets the conditions and is accepted."),
        clause=clause,
        at=clock.now(),
        actor=actor,
    )
    tell_applicant(
        application,
        title=Text(zh="资格审查通过", en="Your application is accepted"),
        body=Text(zh=f"申报{application.number}已受理。", en=f"Application {application.number} is accepted."),
    )
    return outcome


def undecided_stage(application: Application) -> EditionStage:
    """The open qualification stage, the application locked; Refused when it is decided already."""
    stage = open_stage_for(application.edition, StageKind.QUALIFICATION)
    # Of two officers deciding at once the second waits here and then finds the first one's decision.
    application.standing = (
        Application.objects.select_for_update().values_list("standing", flat=True).get(pk=application.pk)
    )
    if application.standing != Standing.IN_REVIEW or application.outcomes.filter(stage=stage).exists():
        raise Refused(
            Text(zh="该申报已有资格审查决定。", en="This application is decided already."), stage_clause(stage)
        )
    return stage


def refuse_while_corrected(application: Application, stage: EditionStage) -> None:
    """Raise :class:`Refused` while a correction runs: what it changes is not known yet (G-9)."""
    running = running_correction(application)
    if running is not None:
        raise Refused(waits(running), snapshot_clause(stage))


def refuse_while_proposed(application: Application) -> None:
    """Raise :class:`Refused` while a proposed rejection waits for another officer."""
    proposal = waiting_rejection(application)
    if proposal is not None:
        cited = regulation_of(application.edition).clause(proposal.clause)
        raise Refused(waits_for_confirmation(proposal), cited)


def _as_blocker(one: Screened) -> Blocker:
    label, because = one.finding.label, one.finding.because
    return Blocker(
        text=Text(zh=f"{label.zh}：{because.zh}", en=f"{label.en}: {because.en}"),
        clause=one.finding.clause,
        article=one.finding.article,
    )
