"""Colleagues: invited with rights, let in once, given other rights or none; everybody concerned is told."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Invitation, Organisation, Seat, User
from accounts.queries import people_in
from accounts.services import LastAdministrator, Rights, set_rights
from accounts.services.members import appointments_of
from journal import clock
from journal.clock import SHANGHAI
from journal.services import notify, record, send_later
from schemes.regulation import Text

from .errors import Refused

MOST_OPEN = 30
NOT_OPEN = Text(
    zh="该邀请已被接受、收回或已过期，请联系贵单位管理员重新邀请。",
    en="This invitation was accepted, taken back or has expired; ask your organisation's administrator for a new one.",
)
LAST = Text(
    zh="单位至少要有一名管理员。请先把管理权限交给另一位同事。",
    en="An organisation keeps at least one administrator: first give the right to manage to a colleague.",
)
TOO_MANY = Text(
    zh=f"未接受的邀请已有 {MOST_OPEN} 份，请先收回不用的邀请。",
    en=f"{MOST_OPEN} invitations are open already; take back those that are not needed.",
)


@transaction.atomic
def invite_colleague(
    *, organisation: Organisation, rights: Rights, actor: User, email: str = "", person: User | None = None
) -> Invitation:
    """Invite a person by account, by e-mail, or by a link that is passed on by hand; Refused with too many open."""
    if open_invitations(organisation).count() >= MOST_OPEN:
        raise Refused(TOO_MANY)
    moment = clock.now()
    invitation = Invitation.objects.create(
        organisation=organisation, email=email, person=person, may_edit=rights.edit, may_submit=rights.submit,
        may_manage=rights.manage, invited_by=actor, invited_at=moment,
        expires_at=moment + timedelta(days=settings.INVITATION_DAYS),
    )  # fmt: skip
    record("invite_colleague", actor=actor, about=organisation, invitation=invitation.pk, seats=sorted(rights.seats))
    if person is not None:
        notify([person], title=_title(invitation), body=_body(invitation), url=link_of(invitation))
    elif email:
        send_later(send_invitation, invitation=invitation.pk)
    return invitation


@transaction.atomic
def take_back_invitation(*, invitation: Invitation, actor: User) -> None:
    """Make an open invitation worthless; Refused when it was accepted meanwhile."""
    if not _open().filter(pk=invitation.pk).update(taken_back_at=clock.now()):
        raise Refused(NOT_OPEN)
    record("take_back_invitation", actor=actor, about=invitation.organisation, invitation=invitation.pk)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, actor: User) -> Organisation:
    """Let a person in, once; rights already held stay. Refused when the invitation is no longer open."""
    # The condition stands in the UPDATE: of two who press at once, one gets in.
    if not _open().filter(pk=invitation.pk).update(accepted_at=clock.now(), accepted_by=actor):
        raise Refused(NOT_OPEN)
    organisation = invitation.organisation
    held = Rights.of(frozenset(one.seat for one in appointments_of(organisation, actor)))
    set_rights(organisation=organisation, person=actor, rights=held.and_those(rights_of(invitation)), actor=actor)
    record("accept_invitation", actor=actor, about=organisation, invitation=invitation.pk)
    notify(
        people_in(organisation, Seat.APPLICANT_ADMIN).exclude(pk=actor.pk),
        title=Text(zh=f"{actor}已加入{organisation}", en=f"{actor} joined {organisation}"),
        body=Text(
            zh=f"登录名：{actor.username}。如非贵单位人员，请立即在“人员”页移除。",
            en=f"Sign-in name: {actor.username}. If this is nobody of yours, remove the person on the people page.",
        ),
        url=reverse("colleagues", args=[organisation.pk]),
    )
    return organisation


@transaction.atomic
def change_rights(*, organisation: Organisation, person: User, rights: Rights, actor: User) -> None:
    """Give a member other rights from this instant; Refused when the last administrator would stop managing."""
    if _settled(organisation, person, rights, actor) and person != actor:
        notify(
            [person],
            title=Text(zh=f"您在{organisation}的权限已变更", en=f"Your rights at {organisation} were changed"),
            body=Text(zh=f"由{actor}变更，即时生效。", en=f"Changed by {actor}, from now on."),
            url=reverse("my_applications"),
        )


@transaction.atomic
def end_membership(*, organisation: Organisation, person: User, actor: User) -> None:
    """A member leaves, or is removed: every door is shut this instant. Refused for the last administrator."""
    if not _settled(organisation, person, None, actor):
        return
    record("end_membership", actor=actor, about=organisation, person=person.pk)
    told = [person] if person != actor else people_in(organisation, Seat.APPLICANT_ADMIN)
    notify(
        told,
        title=Text(zh=f"{person}不再是{organisation}的成员", en=f"{person} is no longer a member of {organisation}"),
        body=Text(zh=f"由{actor}办理，即时生效。", en=f"Done by {actor}, from now on."),
        url=reverse("my_applications"),
    )


def send_invitation(invitation: int) -> None:
    """E-mail an invitation's link in both languages, while the invitation is open."""
    found = _open().select_related("organisation", "invited_by").filter(pk=invitation).first()
    if found is not None:
        title, body = _title(found), _body(found)
        text = f"{body.zh}\n\n{body.en}\n\n{settings.SITE_URL}{link_of(found)}"
        send_mail(f"{title.zh} / {title.en}", text, None, [found.email])


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """The invitations that still let somebody in."""
    return _open().filter(organisation=organisation).select_related("person", "invited_by")


def is_open(invitation: Invitation) -> bool:
    """Whether it still lets somebody in."""
    return _open().filter(pk=invitation.pk).exists()


def rights_of(invitation: Invitation) -> Rights:
    """What an invitation gives."""
    return Rights(edit=invitation.may_edit, submit=invitation.may_submit, manage=invitation.may_manage)


def link_of(invitation: Invitation) -> str:
    """The address that lets its bearer in."""
    return reverse("invitation", args=[invitation.pk, invitation.mark])


def _open() -> QuerySet[Invitation]:
    return Invitation.objects.filter(taken_back_at=None, accepted_at=None, expires_at__gt=clock.database_now())


def _settled(organisation: Organisation, person: User, rights: Rights | None, actor: User) -> bool:
    managed = Rights.of(frozenset(one.seat for one in appointments_of(organisation, person))).manage
    try:
        changed = set_rights(organisation=organisation, person=person, rights=rights, actor=actor)
    except LastAdministrator:
        raise Refused(LAST) from None
    if managed and not (rights and rights.manage):
        _forget_links(organisation, actor)
    return changed


def _forget_links(organisation: Organisation, actor: User) -> None:
    """Who managed has seen every open link: none of them may be a way back in."""
    for invitation in open_invitations(organisation):
        take_back_invitation(invitation=invitation, actor=actor)


def _title(invitation: Invitation) -> Text:
    name = invitation.organisation.name
    return Text(zh=f"{name}邀请您共同申报", en=f"{name} invites you to work on its application")


def _body(invitation: Invitation) -> Text:
    by, until = invitation.invited_by, invitation.expires_at.astimezone(SHANGHAI)
    return Text(
        zh=f"{by}邀请您。请在{until:%Y年%m月%d日 %H:%M}前打开链接接受；未有账号的先注册。链接只能用一次。",
        en=f"{by} invites you. Open the link before {until:%Y-%m-%d %H:%M} (China time) and accept; open an account "
        "first if you have none. The link works once.",
    )
