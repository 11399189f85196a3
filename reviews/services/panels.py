"""Appointing a panel and giving it applications."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from guardian.shortcuts import assign_perm

from accounts.models import User
from awards.models import Application, EditionStage
from awards.services import Refused
from awards.stages import Blocker
from journal import clock
from journal.services import record
from schemes.regulation.text import Text, text

from ..makeup import Seat, faults
from ..models import CommentsPer, Panel, PanelAssignment, PanelMember
from ..queries import active_members, candidates, profiles, unassigned
from ..requirements import PanelNeeds, panel_needs
from ..trades import trades_of
from .detection import recuse_detected
from .sheets import lay_out_sheets
from .telling import tell_appointed


@transaction.atomic
def appoint_panel(
    *, stage: EditionStage, name: str, members: Sequence[User], leader: User | None, actor: User,
    applications: Sequence[Application] = (), comments_per: str = CommentsPer.ITEM,
) -> Panel:  # fmt: skip
    """Appoint a panel for a review stage, tell its members, and give it applications.

    Raises :class:`Refused` when the panel is not made up as its clause asks, or a member holds no scorer's seat.
    """
    needs = panel_needs(stage)
    _refuse_closed(stage, needs)
    seats = _seats(stage, members, leader, needs)
    _refuse(needs, list(faults(needs=needs, seats=seats, trades=trades_of(a.pk for a in applications).values())))
    panel = _create(stage, name, comments_per, actor, needs)
    _seat(panel, seats)
    record(
        "appoint_panel", actor=actor, about=panel, stage=stage.kind, edition=stage.edition_id, name=name,
        members=[seat.person for seat in seats], leader=leader.pk if leader else None, clause=needs.clause.id,
    )  # fmt: skip
    tell_appointed(panel, [seat.person for seat in seats])
    if applications:
        assign_applications(panel=panel, applications=applications, actor=actor)
    return panel


@transaction.atomic
def assign_applications(*, panel: Panel, applications: Sequence[Application], actor: User) -> list[PanelAssignment]:
    """Give applications in the running to a panel; interests that the portal can see become recusals at once.

    Raises :class:`Refused` for an application that another panel has or that is out of the running, and when no
    member knows its trade where the clause asks for a trade expert.
    """
    needs = panel_needs(panel.stage)
    _refuse_closed(panel.stage, needs)
    free = set(unassigned(panel.stage).values_list("pk", flat=True))
    if any(application.pk not in free for application in applications):
        raise Refused(
            text(
                "其中有的申报已分给评审组，或已不在评审之中。",
                "One of them already has a panel, or is no longer in review.",
            ),
            needs.clause,
        )
    _refuse(needs, list(faults(needs=needs, seats=_seats_of(panel), trades=_all_trades(panel, applications))))
    rows = [PanelAssignment(panel=panel, stage=panel.stage, application=application) for application in applications]
    given = PanelAssignment.objects.bulk_create(rows)
    record("assign_applications", actor=actor, about=panel, applications=[a.pk for a in applications])
    recuse_detected(panel)
    if panel.stage.opened_at:
        lay_out_sheets(panel.stage)
    return given


def _seats(stage: EditionStage, members: Sequence[User], leader: User | None, needs: PanelNeeds) -> list[Seat]:
    chosen = {person.pk: person for person in members}
    able = set(candidates(stage).filter(pk__in=chosen).values_list("pk", flat=True))
    if strange := [person for person in chosen.values() if person.pk not in able]:
        names = "、".join(map(str, strange))
        raise Refused(
            text(f"不在评审专家库或评分单位之列：{names}。", f"Not in the pool of scorers: {names}."), needs.clause
        )
    if leader and leader.pk not in chosen:
        raise Refused(text("组长须是评审组成员。", "The leader must be a member of the panel."), needs.clause)
    known = profiles(stage, chosen)
    return [
        Seat(person=pk, name=str(person), leads=bool(leader and leader.pk == pk), expert=known.get(pk))
        for pk, person in chosen.items()
    ]


def _seats_of(panel: Panel) -> list[Seat]:
    return [
        Seat(person=member.person_id, name=str(member.person), leads=member.leads, expert=member.expert)
        for member in active_members(panel)
    ]


def _all_trades(panel: Panel, applications: Sequence[Application]) -> list[str]:
    given = panel.assignments.values_list("application", flat=True)
    return list(trades_of([*given, *(application.pk for application in applications)]).values())


def _create(stage: EditionStage, name: str, comments_per: str, actor: User, needs: PanelNeeds) -> Panel:
    try:
        with transaction.atomic():
            return Panel.objects.create(
                stage=stage, name=name, comments_per=comments_per, appointed_by=actor, appointed_at=clock.now()
            )
    except IntegrityError:
        raise Refused(
            text("本环节已有同名评审组。", "The stage already has a panel of this name."), needs.clause
        ) from None


def _seat(panel: Panel, seats: Sequence[Seat]) -> None:
    PanelMember.objects.bulk_create(
        PanelMember(panel=panel, person_id=seat.person, expert=seat.expert, leads=seat.leads) for seat in seats
    )
    for person in User.objects.filter(pk__in=[seat.person for seat in seats]):
        assign_perm("review_in", person, panel)


def _refuse(needs: PanelNeeds, found: list[Text]) -> None:
    if found:
        lines = [Blocker(text=fault, clause=needs.clause.id, article=needs.clause.article) for fault in found]
        raise Refused(
            text("评审组的组成不符合规定。", "The panel is not made up as the regulation asks."), needs.clause, lines
        )


def _refuse_closed(stage: EditionStage, needs: PanelNeeds) -> None:
    if stage.closed_at is not None:
        raise Refused(text("本环节已结束。", "This stage has ended."), needs.clause)
