"""False material: put out of the review and barred, proposed by one officer and decided by another (HZ-15a, TZ-23)."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.regulation import Clause, Regulation, Text
from schemes.regulation.aftermath import Ban as BanRule
from schemes.rules.bans import ban, ban_rules
from schemes.rules.facts import BanHeld

from ..models import Application, Ban, EditionStage, FalseMaterial, Standing
from ..plain_text import plain_text
from ..queries import regulation_of, stage_clause
from .corrections import end_corrections
from .disqualification import disqualify
from .errors import Refused
from .rejection import drop_rejections
from .telling import tell_office

TRUTH = "G-8"
# An award that was conferred is revoked instead, with the government's approval.
REACHES = (
    Standing.SUBMITTED,
    Standing.IN_REVIEW,
    Standing.REJECTED,
    Standing.NOT_PASSED,
    Standing.PROPOSED,
    Standing.NOT_AWARDED,
    Standing.AWARD_LOST,
)


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """The clause it rests on and the ban that follows; ``ban`` is None where the regulation orders none."""

    clause: Clause
    ban: BanHeld | None


def consequence_of(application: Application) -> Consequence:
    """What a decision today would bring."""
    regulation = regulation_of(application.edition)
    found = _rule(regulation)
    if found is None:
        return Consequence(clause=_truth(regulation, _stage(application)), ban=None)
    clause, rule = found
    return Consequence(
        clause=clause, ban=ban(regulation=regulation, clause=clause, rule=rule, decided_on=clock.today())
    )


@transaction.atomic
def propose_false_material(*, application: Application, basis: str, actor: User) -> FalseMaterial:
    """Propose to put an application out for false material, with what shows it; nothing happens to it yet.

    Raises :class:`Refused` without a basis, while another proposal waits, or where the application is beyond it.
    """
    clause = consequence_of(application).clause
    words = _insist(basis, clause, Text(zh="请写明认定依据。", en="Say what it rests on."))
    _reachable(application, clause)
    try:
        with transaction.atomic():
            case = FalseMaterial.objects.create(
                application=application, clause=clause.id, article=clause.article, basis=words, proposed_by=actor,
                proposed_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(Text(zh="已有一项认定待复核。", en="A proposal waits for a decision already."), clause) from None
    record(
        "propose_false_material", actor=actor, about=application, because=words, clause=clause.id,
        article=clause.article,
    )  # fmt: skip
    name = application.applicant_name
    tell_office(
        application.edition,
        title=Text(zh=f"待复核：{name}提供虚假材料", en=f"To be confirmed: false material of {name}"),
        body=Text(zh=f"{actor}提出，须由另一名工作人员决定。", en=f"Proposed by {actor}; another officer decides."),
        url=reverse("false_material", args=[application.pk]),
        but=actor,
    )
    return case


@transaction.atomic
def confirm_false_material(*, case: FalseMaterial, actor: User) -> FalseMaterial:
    """Confirm as a second officer: the application is disqualified at once, the ban of the regulation runs from today.

    The applicant gets a written result. Raises :class:`Refused` to whoever proposed it, and once it is decided.
    """
    application, stage = _locked(case)
    decided = consequence_of(application)
    if case.proposed_by_id == actor.pk:
        raise Refused(
            Text(zh="认定须由另一名工作人员确认。", en="Another officer must confirm what you proposed."),
            decided.clause,
        )
    _still_open(case)
    _reachable(application, decided.clause)
    end_corrections(application)
    drop_rejections(application, because=Text(zh="因虚假材料取消参评资格。", en="Disqualified for false material."))
    disqualify(
        application=application, stage=stage, because=_because(case, decided.ban), clause=decided.clause,
        at=clock.now(), actor=actor,
    )  # fmt: skip
    row = _bar(case, decided.ban, actor) if decided.ban else None
    return _decide(case, actor, upheld=True, note="", ban=row)


@transaction.atomic
def drop_false_material(*, case: FalseMaterial, note: str, actor: User) -> FalseMaterial:
    """Decide that it is not so, with the reason; the proposer may take it back too. The application stays as it is."""
    application, _stage_now = _locked(case)
    clause = consequence_of(application).clause
    words = _insist(note, clause, Text(zh="请写明不予认定的理由。", en="Please give the reason."))
    _still_open(case)
    return _decide(case, actor, upheld=False, note=words, ban=None)


def _rule(regulation: Regulation) -> tuple[Clause, BanRule] | None:
    """The ban for false material; where the text speaks of fraud alone, that is the word for it."""
    named = [cause for cause in ("false_material", "fraud") if _names(regulation, cause)]
    return next(iter(ban_rules(regulation=regulation, cause=named[0])), None) if named else None


def _names(regulation: Regulation, cause: str) -> bool:
    return any(rule.cause == cause for _clause, rule in regulation.rules(BanRule))


def _truth(regulation: Regulation, stage: EditionStage) -> Clause:
    return next((clause for clause in regulation.common if clause.id == TRUTH), None) or stage_clause(stage)


def _stage(application: Application) -> EditionStage:
    """The stage that is open, else the last one that was."""
    opened = [stage for stage in application.edition.stages.all() if stage.opened_at is not None]
    stage = next((stage for stage in opened if stage.is_open), opened[-1])
    stage.edition = application.edition
    return stage


def _locked(case: FalseMaterial) -> tuple[Application, EditionStage]:
    application = case.application
    locked = Application.objects.select_for_update(of=("self",)).values_list("standing", flat=True)
    application.standing = locked.get(pk=application.pk)
    return application, _stage(application)


def _reachable(application: Application, clause: Clause) -> None:
    if application.standing not in REACHES:
        raise Refused(
            Text(zh="该申报的状态不适用此项认定。", en="This application stands where this does not apply."), clause
        )


def _still_open(case: FalseMaterial) -> None:
    if not FalseMaterial.objects.filter(pk=case.pk, decided_at=None).exists():
        raise Refused(Text(zh="该认定已有决定。", en="This is decided already."))


def _insist(typed: str, clause: Clause, text: Text) -> str:
    words = plain_text(typed).strip()
    if not words:
        raise Refused(text, clause)
    return words


def _because(case: FalseMaterial, held: BanHeld | None) -> Text:
    zh, en = f"提供虚假材料：{case.basis}", f"False material: {case.basis}"
    if held is None:
        return Text(zh=zh, en=en)
    return Text(
        zh=f"{zh} 自{held.since:%Y年%-m月%-d日}至{held.until:%Y年%-m月%-d日}不予受理。",
        en=f"{en} Not accepted from {held.since.isoformat()} to {held.until.isoformat()}.",
    )


def _bar(case: FalseMaterial, held: BanHeld, actor: User) -> Ban:
    application = case.application
    row = Ban.objects.create(
        organisation=application.organisation, individual_name=application.individual_name,
        schemes=sorted(held.schemes), since=held.since, until=held.until, clause=held.clause, article=held.article,
        basis=case.basis, decided_by=actor, decided_at=clock.now(),
    )  # fmt: skip
    record(
        "bar", actor=actor, about=application.organisation, ban=row.pk, schemes=row.schemes, since=row.since,
        until=row.until, clause=row.clause, article=row.article, because=case.basis,
    )  # fmt: skip
    return row


def _decide(case: FalseMaterial, actor: User, *, upheld: bool, note: str, ban: Ban | None) -> FalseMaterial:
    FalseMaterial.objects.filter(pk=case.pk, decided_at=None).update(
        upheld=upheld, note=note, decided_by=actor, decided_at=clock.now(), ban=ban
    )
    case.refresh_from_db()
    record(
        "confirm_false_material" if upheld else "drop_false_material", actor=actor, about=case.application,
        because=note or case.basis, clause=case.clause, article=case.article,
    )  # fmt: skip
    name = case.application.applicant_name
    title = Text(zh=f"已认定虚假材料：{name}", en=f"False material confirmed: {name}")
    if not upheld:
        title = Text(zh=f"不予认定虚假材料：{name}", en=f"False material not confirmed: {name}")
    body = Text(zh=note or case.basis, en=note or case.basis)
    url = reverse("false_material", args=[case.application_id])
    tell_office(case.application.edition, title=title, body=body, url=url, but=actor)
    return case
