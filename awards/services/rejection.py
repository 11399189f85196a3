"""Rejecting in the review: proposed by one officer, confirmed or sent back by another (HZ-9.2, OH-14.2)."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from journal import clock
from journal.look import words as look
from journal.services import notify, record
from schemes.regulation import Clause, Text

from ..models import Application, EditionStage, RejectionProposal, Result, StageOutcome, Standing
from ..plain_text import plain_text
from ..queries import regulation_of
from .errors import Refused
from .outcomes import record_outcome
from .papers import request_written_result
from .qualification import refuse_while_corrected, undecided_stage
from .telling import tell_applicant, tell_office


@transaction.atomic
def propose_rejection(*, application: Application, clause: str, reason: str, actor: User) -> RejectionProposal:
    """Propose a rejection under a clause of the regulation; the applicant learns nothing of it yet.

    Raises :class:`Refused` without a reason or clause, while another proposal or a correction waits, once decided.
    """
    stage = undecided_stage(application)
    refuse_while_corrected(application, stage)
    cited = _clause(application, clause)
    because = _insist(reason, cited, Text(zh="不予受理须写明理由。", en="A rejection needs its reason."))
    try:
        with transaction.atomic():
            proposal = RejectionProposal.objects.create(
                application=application, clause=cited.id, article=cited.article, reason=because, proposed_by=actor,
                proposed_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            Text(zh="已有一项不予受理待复核。", en="A rejection waits for confirmation already."), cited
        ) from None
    record("propose_rejection", actor=actor, about=application, because=because, clause=cited.id, article=cited.article)
    _tell_others(proposal, actor)
    return proposal


@transaction.atomic
def confirm_rejection(*, proposal: RejectionProposal, actor: User) -> StageOutcome:
    """Confirm as another officer: the application is rejected, the applicant is told and gets a written result.

    Raises :class:`Refused` to whoever proposed it, and once it is decided.
    """
    application, stage, cited = _open(proposal)
    if proposal.proposed_by_id == actor.pk:
        raise Refused(
            Text(
                zh="您提出的不予受理，须由另一名工作人员复核。",
                en="Another officer must confirm a rejection that you proposed.",
            ),
            cited,
        )
    _decide(proposal, cited, actor, confirmed=True, note="")
    because = Text(zh=proposal.reason, en=proposal.reason)
    outcome = record_outcome(
        application=application, stage=stage, result=Result.FAILED, because=because, clause=cited,
        at=clock.now(), actor=actor, standing=Standing.REJECTED,
    )  # fmt: skip
    request_written_result(outcome=outcome)
    tell_applicant(
        application,
        title=Text(zh="申报未予受理", en="Your application is not accepted"),
        body=Text(
            zh=f"{cited.article}：{proposal.reason}", en=f"{look.article(cited.article, 'en')}: {proposal.reason}"
        ),
    )
    return outcome


@transaction.atomic
def send_back_rejection(*, proposal: RejectionProposal, note: str, actor: User) -> RejectionProposal:
    """Do not confirm, with the reason; the proposer may take it back so. The application is undecided as before."""
    application, _stage, cited = _open(proposal)
    because = _insist(note, cited, Text(zh="请写明退回的理由。", en="Say why it is sent back."))
    _decide(proposal, cited, actor, confirmed=False, note=because)
    if proposal.proposed_by_id != actor.pk:
        notify(
            [proposal.proposed_by],
            title=Text(
                zh=f"不予受理被退回：{application.applicant_name}",
                en=f"Your rejection was sent back: {application.applicant_name}",
            ),
            body=Text(zh=because, en=because),
            url=reverse("screen", args=[application.pk]),
        )
    return proposal


def drop_rejections(application: Application, *, because: Text) -> None:
    """End a waiting proposal because the application left the review in another way."""
    for row in RejectionProposal.objects.filter(application=application, decided_at=None):
        rows = RejectionProposal.objects.filter(pk=row.pk, decided_at=None)
        rows.update(confirmed=False, note=because.zh, decided_at=clock.now())
        record("drop_rejection", actor=None, about=application, because=because.zh, clause=row.clause)


def _open(proposal: RejectionProposal) -> tuple[Application, EditionStage, Clause]:
    """The application, locked and undecided, the stage, the clause it rests on."""
    application = proposal.application
    stage = undecided_stage(application)
    return application, stage, _clause(application, proposal.clause)


def _decide(proposal: RejectionProposal, cited: Clause, actor: User, *, confirmed: bool, note: str) -> None:
    moved = RejectionProposal.objects.filter(pk=proposal.pk, decided_at=None).update(
        confirmed=confirmed, note=note, decided_by=actor, decided_at=clock.now()
    )
    if not moved:
        raise Refused(Text(zh="这项提议已有决定。", en="This proposal is decided already."), cited)
    proposal.refresh_from_db()
    record(
        "confirm_rejection" if confirmed else "send_back_rejection", actor=actor, about=proposal.application,
        because=note or proposal.reason, clause=cited.id, article=cited.article,
    )  # fmt: skip


def _tell_others(proposal: RejectionProposal, actor: User) -> None:
    application = proposal.application
    name = application.applicant_name
    tell_office(
        application.edition,
        title=Text(zh=f"待复核：{name}不予受理", en=f"To be confirmed: rejection of {name}"),
        body=Text(
            zh=f"{actor}提出，依据{proposal.article}；须由另一名工作人员复核。",
            en=f"Proposed by {actor} under {look.article(proposal.article, 'en')}; another officer confirms.",
        ),
        url=reverse("screen", args=[application.pk]),
        but=actor,
    )


def _insist(typed: str, clause: Clause, text: Text) -> str:
    found = plain_text(typed).strip()
    if not found:
        raise Refused(text, clause)
    return found


def _clause(application: Application, clause: str) -> Clause:
    try:
        return regulation_of(application.edition).clause(clause)
    except KeyError:
        raise Refused(Text(zh="请选择所依据的条款。", en="Choose the clause it rests on.")) from None
