"""Declaring an interest or none; an interest closes the application to the person at once (G-7)."""

from django.db import transaction

from accounts.models import User
from awards.models import Application
from awards.services import Refused
from journal import clock
from journal.services import record
from schemes.regulation.text import text

from ..models import ConflictDeclaration, Panel, PanelAssignment, Recusal
from ..policies import assignments_of
from ..requirements import undertaking
from .telling import tell_office


@transaction.atomic
def declare_conflict(
    *, assignment: PanelAssignment, conflict: bool, actor: User, reason: str = ""
) -> ConflictDeclaration:
    """Say whether one has an interest in an applicant. Saying none twice is harmless; an interest can follow later.

    Raises :class:`Refused` without the undertaking, for an application outside one's panels, and for an interest
    without a reason.
    """
    clause, _ = undertaking(assignment.panel.edition)
    seen = assignments_of(actor).filter(pk=assignment.pk).first()
    if seen is None:
        raise Refused(text("该申报不在您的评审范围内。", "This application is not among yours."), clause)
    if not seen.signed:
        raise Refused(text("请先签署纪律承诺。", "Sign the undertaking first."), clause)
    if conflict and not reason.strip():
        raise Refused(text("请写明是何种利害关系。", "Say what the interest is."), clause)
    declaration, created = ConflictDeclaration.objects.get_or_create(
        assignment=seen, person=actor, conflict=conflict,
        defaults={"reason": reason.strip()[:300], "declared_at": clock.now()},
    )  # fmt: skip
    if created:
        record(
            "declare_conflict", actor=actor, about=seen.application, conflict=conflict, reason=declaration.reason,
            clause=clause.id,
        )  # fmt: skip
    if created and conflict:
        _recuse(actor, seen.application, declaration.reason, "declared", seen.panel)
        _tell(seen, actor)
    return declaration


@transaction.atomic
def order_recusal(*, panel: Panel, person: User, application: Application, reason: str, actor: User) -> Recusal:
    """Close an application to a scorer by the office's decision."""
    clause, _ = undertaking(panel.edition)
    if not reason.strip():
        raise Refused(text("请写明回避理由。", "Say why the person is recused."), clause)
    recusal = _recuse(person, application, reason.strip()[:300], "ordered", panel)
    record(
        "recuse", actor=actor, about=application, person=person.pk, reason=recusal.reason, found_by="ordered",
        clause=clause.id,
    )  # fmt: skip
    return recusal


def _recuse(person: User, application: Application, reason: str, found_by: str, panel: Panel) -> Recusal:
    clause, _ = undertaking(panel.edition)
    terms = {
        "reason": reason, "found_by": found_by, "clause": clause.id, "article": clause.article,
        "recorded_at": clock.now(),
    }  # fmt: skip
    return Recusal.objects.get_or_create(person=person, application=application, defaults=terms)[0]


def _tell(assignment: PanelAssignment, person: User) -> None:
    number = assignment.application.number
    tell_office(
        assignment.panel,
        title=text(f"专家回避：{number}", f"A scorer is recused: {number}"),
        body=text(
            f"{person}对申报{number}声明有利害关系，已回避。请确认评审组人数仍符合规定。",
            f"{person} has declared an interest in application {number} and is recused. "
            "Check that the panel still has enough members.",
        ),
    )
