"""Examining an objection: admitted to a named officer, ended with reasons, with the effect the regulation orders."""

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from awards.models import Standing
from awards.queries import regulation_of
from awards.services import Refused
from awards.services.candidates import lose_award
from awards.services.disqualification import disqualify
from awards.services.telling import tell_applicant
from journal import clock
from journal.services import notify, record
from schemes.regulation import Clause, Text
from schemes.regulation.organs import NoticePeriod
from schemes.regulation.stages import StageKind

from ..confidential import names_objector
from ..models import Answer, Objection, ObjectionState
from ..models.objection import SETTLED
from .privacy import refuse_personal_numbers

OUTCOMES = {
    ObjectionState.UPHELD: Text(zh="异议成立", en="The objection is upheld"),
    ObjectionState.PARTLY: Text(zh="异议部分成立", en="The objection is upheld in part"),
    ObjectionState.DISMISSED: Text(zh="异议不成立", en="The objection is dismissed"),
}


@transaction.atomic
def admit_objection(*, objection: Objection, actor: User, examiner: User) -> Objection:
    """Admit an objection and name the officer who examines it; again, to name another. Refused once it is answered."""
    open_states = (ObjectionState.RECEIVED, ObjectionState.ADMITTED)
    moved = Objection.objects.filter(pk=objection.pk, state__in=open_states).update(
        state=ObjectionState.ADMITTED, examined_by=examiner, admitted_at=clock.now()
    )
    if not moved:
        raise _settled_already()
    objection.refresh_from_db()
    entry = record("admit_objection", actor=actor, about=objection, number=objection.number, examiner=examiner.pk)
    notify(
        [examiner],
        title=Text(zh="请核查异议", en="Please examine an objection"),
        body=Text(zh=objection.number, en=objection.number),
        url=reverse("office_objection", args=[objection.pk]),
        entry=entry,
    )
    return objection


@transaction.atomic
def settle_objection(
    *, objection: Objection, actor: User, state: str, reasons: str, basis: str = "", loses: bool = True
) -> Answer:
    """End the examination with a written answer. Upheld takes effect at once, as the regulation orders (HZ-9.2, 9.5).

    ``basis``: the investigation's document; demanded where the regulation leaves the effect to the committee (OH-14.6),
    and there ``loses`` says what the committee decided. Only the named officer answers. The answer is read by the
    objector and the applicant, so it must not name the objector.
    """
    clause, rule = _rule(objection)
    _refuse(objection, actor, state, reasons, basis, clause, rule)
    moved = Objection.objects.filter(pk=objection.pk, state=ObjectionState.ADMITTED).update(state=state)
    if not moved:
        raise _settled_already()
    objection.refresh_from_db()
    answer = Answer.objects.create(
        objection=objection, state=state, reasons=reasons, basis=basis, answered_by=actor, answered_at=clock.now()
    )
    record(
        "settle_objection", actor=actor, about=objection, number=objection.number, state=state, reasons=reasons,
        basis=basis, clause=clause.id, article=clause.article,
    )  # fmt: skip
    if state == ObjectionState.UPHELD and loses:
        _take_effect(objection, rule, clause, reasons, actor)
    _tell_applicant(objection, answer)
    return answer


def _rule(objection: Objection) -> tuple[Clause, NoticePeriod]:
    notice = objection.notice
    found = regulation_of(notice.edition).notice_period(StageKind(notice.stage.kind))
    if found is None:
        raise Refused(Text(zh="此公告不受理异议。", en="This notice takes no objections."))
    return found


def _refuse(
    objection: Objection, actor: User, state: str, reasons: str, basis: str, clause: Clause, rule: NoticePeriod
) -> None:
    if state not in SETTLED or not reasons.strip():
        raise Refused(Text(zh="请写明核查结论和理由。", en="State the conclusion and its reasons."), clause)
    if objection.state != ObjectionState.ADMITTED:
        raise Refused(Text(zh="请先受理并指定核查人员。", en="Admit it first and name who examines it."), clause)
    if objection.examined_by_id != actor.pk:
        raise Refused(
            Text(
                zh=f"本件由{objection.examined_by}核查，由其答复；需更换人员的请先重新指定。",
                en=f"{objection.examined_by} examines this one and answers it; name another officer first if need be.",
            ),
            clause,
        )
    if rule.on_upheld == "investigated" and not basis.strip():
        raise Refused(
            Text(
                zh="请填写调查报告或评审委员会审议意见的文号。",
                en="Give the number of the investigation report or of the committee's decision.",
            ),
            clause,
        )
    if names_objector(objection, reasons):
        raise Refused(
            Text(
                zh="答复中出现了异议人的名称或联系方式，请删去后再提交。",
                en="The answer names the objector or the contact; take that out first.",
            ),
            clause,
        )
    refuse_personal_numbers(reasons)


def _take_effect(objection: Objection, rule: NoticePeriod, clause: Clause, reasons: str, actor: User) -> None:
    application = objection.application
    application.refresh_from_db(fields=["standing"])
    if application.standing not in (Standing.IN_REVIEW, Standing.PROPOSED):
        return  # An earlier objection has already taken effect.
    because = Text(
        zh=f"公示期间异议（{objection.number}）成立：{reasons}",
        en=f"An objection ({objection.number}) to the notice was upheld: {reasons}",
    )
    out = disqualify if rule.on_upheld == "disqualified" else lose_award
    out(
        application=application, stage=objection.notice.stage, because=because, clause=clause, at=clock.now(),
        actor=actor,
    )  # fmt: skip


def _tell_applicant(objection: Objection, answer: Answer) -> None:
    outcome = OUTCOMES[ObjectionState(answer.state)]
    tell_applicant(
        objection.application,
        title=Text(zh=f"关于公示的{outcome.zh}", en=f"About the notice: {outcome.en.lower()}"),
        body=Text(
            zh=f"公示期间收到一件异议，经核查，{outcome.zh}。理由：{answer.reasons}",
            en=f"An objection came in during the notice. {outcome.en}. Reasons: {answer.reasons}",
        ),
    )


def _settled_already() -> Refused:
    return Refused(Text(zh="该异议已经答复。", en="This objection has been answered already."))
