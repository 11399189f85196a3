"""Changing a panel while it works: a member more, another leader, somebody released."""

from django.db import IntegrityError, transaction
from guardian.shortcuts import assign_perm, remove_perm

from accounts.models import User
from awards.services import Refused
from journal import clock
from journal.services import record
from schemes.regulation.text import text

from ..models import Panel, PanelMember
from ..queries import active_members, candidates, profiles
from ..requirements import panel_needs
from .detection import recuse_detected
from .sheets import lay_out_sheets
from .telling import tell_appointed


@transaction.atomic
def add_member(*, panel: Panel, person: User, actor: User) -> PanelMember:
    """Add a scorer, for instance in place of one who is recused. Refused beyond the clause's size, or after the end."""
    needs = panel_needs(panel.stage)
    _refuse_ended(panel)
    if needs.at_most is not None and active_members(panel).count() >= needs.at_most:
        raise Refused(
            text(f"评审组至多{needs.at_most}人。", f"A panel has at most {needs.at_most} members."), needs.clause
        )
    if not candidates(panel.stage).filter(pk=person.pk).exists():
        raise Refused(
            text("此人不在评审专家库或评分单位之列。", "This person is not in the pool of scorers."), needs.clause
        )
    member = _create(panel, person)
    assign_perm("review_in", person, panel)
    record("add_panel_member", actor=actor, about=panel, person=person.pk)
    recuse_detected(panel)
    if panel.stage.opened_at:
        lay_out_sheets(panel.stage)
    tell_appointed(panel, [person.pk])
    return member


@transaction.atomic
def choose_leader(*, panel: Panel, member: PanelMember, actor: User) -> None:
    """Make another active member the leader."""
    _refuse_ended(panel)
    if member.panel_id != panel.pk or member.released_at:
        raise Refused(
            text("组长须是评审组现有成员。", "The leader must be a present member."), panel_needs(panel.stage).clause
        )
    panel.members.filter(leads=True).update(leads=False)
    panel.members.filter(pk=member.pk).update(leads=True)
    record("choose_leader", actor=actor, about=panel, person=member.person_id)


@transaction.atomic
def release_member(*, member: PanelMember, reason: str, actor: User) -> None:
    """Release a scorer with a reason: open sheets no longer count, locked ones do. The leader is replaced first."""
    panel = member.panel
    _refuse_ended(panel)
    if member.leads:
        raise Refused(text("请先另选组长。", "Choose another leader first."), panel_needs(panel.stage).clause)
    released = panel.members.filter(pk=member.pk, released_at=None)
    if not released.update(released_at=clock.now(), released_because=reason):
        raise Refused(text("该成员已解聘。", "This member has been released."), panel_needs(panel.stage).clause)
    remove_perm("review_in", member.person, panel)
    record("release_panel_member", actor=actor, about=panel, person=member.person_id, reason=reason)


def _create(panel: Panel, person: User) -> PanelMember:
    profile = profiles(panel.stage, [person.pk]).get(person.pk)
    try:
        with transaction.atomic():
            return PanelMember.objects.create(panel=panel, person=person, expert=profile)
    except IntegrityError:
        raise Refused(
            text("此人已在或曾在该评审组。", "This person is or was in the panel."), panel_needs(panel.stage).clause
        ) from None


def _refuse_ended(panel: Panel) -> None:
    if panel.closed_at or panel.stage.closed_at:
        raise Refused(text("评审组的工作已结束。", "The panel's work has ended."), panel_needs(panel.stage).clause)
