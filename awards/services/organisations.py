"""An organisation enters the portal with its first administrator; others ask to be let in."""

from django.db import transaction
from django.urls import reverse

from accounts.models import Organisation, Seat, User
from accounts.queries import people_in
from accounts.services import appoint, register_organisation
from journal.services import notify, record
from schemes.regulation import Text


@transaction.atomic
def found_organisation(
    *, name: str, uscc: str, actor: User, area: str = "", address: str = "", accepted_because: str = ""
) -> Organisation:
    """Register an organisation; whoever does becomes its administrator."""
    organisation = register_organisation(
        name=name, uscc=uscc, actor=actor, area=area, address=address, accepted_because=accepted_because
    )
    appoint(person=actor, seat=Seat.APPLICANT_ADMIN, place=organisation, actor=actor)
    return organisation


@transaction.atomic
def ask_to_join(*, organisation: Organisation, actor: User) -> None:
    """Tell an organisation's administrators that somebody asks for a seat; they decide."""
    record("ask_to_join", actor=actor, about=organisation)
    notify(
        people_in(organisation, Seat.APPLICANT_ADMIN),
        title=Text(zh=f"{actor}申请加入{organisation}", en=f"{actor} asks to join {organisation}"),
        body=Text(
            zh=f"登录名：{actor.username}。请在“人员”页邀请，或不予理会。",
            en=f"Sign-in name: {actor.username}. Invite this person on the people page, or leave it.",
        ),
        url=reverse("colleagues", args=[organisation.pk]),
    )
