"""Conferring approved awards: number, prize, days of the title, verification code; the worker makes certificates."""

import secrets
from datetime import date

from django.db import transaction

from accounts.models import User
from journal import clock
from journal.services import record, send_later
from schemes.regulation import Regulation, Text
from schemes.regulation.stages import StageKind
from schemes.rules.monitoring import validity_window
from schemes.rules.prizes import PrizeDue, prize_due

from ..decision_queries import candidates_of
from ..documents.make import make_certificate
from ..evaluation_queries import held, tier_rule
from ..models import Award, Candidate, Edition, EditionStage, Result
from ..naming import letters_of
from ..queries import regulation_of, stage_of
from .errors import Refused
from .evaluation import lock
from .outcomes import record_outcome

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


@transaction.atomic
def confer_awards(*, edition: Edition, actor: User | None, awarded_on: date) -> list[Award]:
    """Confer every approved candidate's award; those conferred before stay as they are. Returns the edition's awards.

    Raises :class:`Refused` while the amount of a prize is still open (G-10).
    """
    lock(edition)
    stage = stage_of(edition, StageKind.ANNOUNCEMENT)
    if stage is None:
        raise Refused(Text(zh="办法没有公布环节。", en="The procedure has no announcement."))
    approved = candidates_of(edition).filter(state="approved").order_by("tier", "rank", "id")
    for candidate in approved:
        _confer(edition, stage, candidate, awarded_on, actor)
    return list(Award.objects.filter(edition=edition).select_related("application__organisation"))


def _confer(edition: Edition, stage: EditionStage, candidate: Candidate, on: date, actor: User | None) -> Award:
    regulation, application = regulation_of(edition), candidate.application
    prize = _prize(regulation, candidate)
    window = validity_window(regulation=regulation, awarded_on=on)
    award = Award.objects.create(
        application=application,
        edition=edition,
        organisation=application.organisation,
        scheme=edition.scheme,
        level=regulation.identity.level,
        tier=candidate.tier,
        number=_number(edition, regulation, candidate.tier),
        code=_code(),
        winner=application.applicant_name,
        year=edition.year,
        awarded_on=on,
        valid_until=window.until if window else None,
        prize_yuan=int(prize.yuan or 0) if prize else 0,
        prize_clause=prize.clause if prize else "",
        demonstration=edition.demonstration,
    )
    clause, tier = tier_rule(edition, candidate.tier)
    Candidate.objects.filter(pk=candidate.pk).update(state="awarded")
    record_outcome(
        application=application,
        stage=stage,
        result=Result.AWARDED,
        because=Text(zh=f"授予{tier.name.zh}，编号{award.number}。", en=f"{tier.name.en} conferred, {award.number}."),
        clause=clause,
        at=clock.now(),
        actor=actor,
        score=candidate.total,
    )
    record("confer_award", actor=actor, about=award, number=award.number, tier=award.tier, prize=award.prize_yuan)
    send_later(make_certificate, award=award.pk)
    return award


def _prize(regulation: Regulation, candidate: Candidate) -> PrizeDue | None:
    application = candidate.application
    earlier = Award.objects.filter(
        organisation=application.organisation, application__individual_name=application.individual_name
    ).exclude(application=application)
    due = prize_due(
        regulation=regulation,
        tier=candidate.tier,
        earlier=[held(award) for award in earlier.select_related("edition")],
    )
    if due is not None and due.yuan is None:
        raise Refused(due.because, regulation.clause(due.clause))
    return due


def _number(edition: Edition, regulation: Regulation, tier: str) -> str:
    """The scheme's letters, the year, the tier's place and a running number, such as HZ-2026-102."""
    place = [rule.key for rule in regulation.tiers].index(tier) + 1
    running = Award.objects.filter(edition=edition, tier=tier).count() + 1
    return f"{letters_of(regulation)}-{edition.year}-{place}{running:02d}"


def _code() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
