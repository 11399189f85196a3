"""Signing the discipline undertaking, and declaring interests with it (G-7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models import User
from awards.services import Refused
from journal import clock
from journal.services import record
from schemes.regulation.text import text

from ..models import Panel, Undertaking
from ..policies import assignments_of, panels_of
from ..requirements import undertaking
from .conflicts import declare_conflict


@dataclass(frozen=True, kw_only=True)
class Interest:
    """What a scorer says about one applicant."""

    conflict: bool
    reason: str = ""


@transaction.atomic
def sign_undertaking(*, panel: Panel, signed_name: str, actor: User) -> Undertaking:
    """Sign for a panel with one's own name as registered. Signing twice keeps the first signature."""
    clause, duties = undertaking(panel.edition)
    if not panels_of(actor).filter(pk=panel.pk).exists():
        raise Refused(text("您不在该评审组。", "You do not sit in this panel."), clause)
    if signed_name.strip() != str(actor):
        raise Refused(text("签名须与您登记的姓名一致。", "The signature must be your name as registered."), clause)
    signed = Undertaking(
        panel=panel,
        person=actor,
        duties=[{"zh": duty.zh, "en": duty.en} for duty in duties],
        signed_name=signed_name.strip(),
        signed_at=clock.now(),
    )
    try:
        with transaction.atomic():
            signed.save(force_insert=True)
    except IntegrityError:
        return Undertaking.objects.get(panel=panel, person=actor)
    record("sign_undertaking", actor=actor, about=panel, clause=clause.id, duties=signed.duties)
    return signed


@transaction.atomic
def sign_and_declare(*, panel: Panel, signed_name: str, interests: Mapping[int, Interest], actor: User) -> Undertaking:
    """Sign, and say of each application (by assignment) whether one has an interest, all or nothing."""
    signed = sign_undertaking(panel=panel, signed_name=signed_name, actor=actor)
    declare_interests(panel=panel, interests=interests, actor=actor)
    return signed


@transaction.atomic
def declare_interests(*, panel: Panel, interests: Mapping[int, Interest], actor: User) -> None:
    """Say of several applications (by assignment) whether one has an interest, all or nothing."""
    for assignment in assignments_of(actor).filter(panel=panel, pk__in=interests):
        said = interests[assignment.pk]
        declare_conflict(assignment=assignment, conflict=said.conflict, reason=said.reason, actor=actor)
