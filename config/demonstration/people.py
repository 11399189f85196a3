"""Invented people and organisations: the same seed gives the same ones."""

from dataclasses import dataclass
from random import Random

from accounts.models import Organisation, Seat, Unit, UnitKind, User
from accounts.services import appoint, register_organisation
from accounts.uscc import check_digit
from reviews.services.experts import enter_expert
from schemes.regulation import Regulation, Text
from schemes.regulation.eligibility import LocatedIn
from schemes.regulation.organs import Bodies, Recommenders

from .data import world

COUNTY = "3207"
BODY_UNITS = {"office": UnitKind.OFFICE, "committee": UnitKind.COMMITTEE, "approver": UnitKind.APPROVER}


@dataclass(frozen=True, kw_only=True)
class Company:
    """An invented applicant with the person who applies for it."""

    organisation: Organisation
    person: User
    trade: dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Office:
    """Everybody who runs one scheme."""

    officers: tuple[User, ...]
    experts: tuple[User, ...]
    expert_pool: Unit
    committee: User
    approver: User
    observer: User
    scorers: tuple[User, ...]
    recommenders: dict[int, User]  # by unit
    answering: dict[int, User]  # who answers for a department or member unit, by unit


class Inventor:
    """Makes people and organisations up, each name once."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - invented names, no secret

    def person(self, prefix: str) -> User:
        """Somebody with a sign-in name and no password: the trial signs them in with a click."""
        names = world()["names"]
        full = self.random.choice(names["surnames"]) + self.random.choice(names["given"])
        user = User(username=f"{prefix}-{User.objects.count() + 1}", full_name=full, demonstration=True)
        user.set_unusable_password()
        user.save()
        return user

    def seated(self, prefix: str, seat: Seat, place: Unit | Organisation) -> User:
        """A new person in a seat."""
        user = self.person(prefix)
        appoint(person=user, seat=seat, place=place, actor=None)
        return user

    def company(self, area: str) -> Company:
        """An organisation with its administrator."""
        names = world()["names"]
        trade = self.random.choice(names["trades"])
        number = Organisation.objects.count() + 1
        stem = (
            names["stems"][number % len(names["stems"])]
            + names["stems"][number // len(names["stems"]) % len(names["stems"])]
        )
        stem17 = f"91{COUNTY}06MA{number:07d}"
        organisation = register_organisation(
            name=f"{stem}{trade['zh']}{self.random.choice(names['suffixes'])}", uscc=stem17 + check_digit(stem17),
            actor=None, area=area, demonstration=True,
        )  # fmt: skip
        person = self.seated("applicant", Seat.APPLICANT_ADMIN, organisation)
        return Company(organisation=organisation, person=person, trade=trade)


def staff(inventor: Inventor, regulation: Regulation, experts: int) -> Office:
    """Units and people of a scheme as its regulation names them."""
    scheme = regulation.identity.scheme
    units = _body_units(regulation)
    pool = Unit.objects.create(scheme=scheme, kind=UnitKind.EXPERT_POOL, name={"zh": "评审专家库", "en": "Expert pool"})
    member = Unit.objects.create(
        scheme=scheme, kind=UnitKind.MEMBER_UNIT, name={"zh": "委员会成员单位", "en": "Committee member units"}
    )
    watch = Unit.objects.create(
        scheme=scheme, kind=UnitKind.OBSERVER, name={"zh": "纪检监察机构", "en": "Discipline inspection"}
    )
    recommending = _recommending_units(regulation)
    seated = tuple(inventor.seated("expert", Seat.EXPERT, pool) for _ in range(experts))
    for number, person in enumerate(seated):
        _profile(inventor, person, scheme, number)
    scorers = tuple(inventor.seated("member", Seat.MEMBER_UNIT, member) for _ in range(3))
    verifying = {unit.pk: inventor.seated("department", Seat.DEPARTMENT, unit) for unit in _verifying_units(regulation)}
    return Office(
        officers=tuple(inventor.seated("officer", Seat.OFFICER, units["office"]) for _ in range(3)),
        experts=seated,
        expert_pool=pool,
        committee=inventor.seated("committee", Seat.COMMITTEE, units["committee"]),
        approver=inventor.seated("approver", Seat.APPROVER, units["approver"]),
        observer=inventor.seated("observer", Seat.OBSERVER, watch),
        scorers=scorers,
        recommenders={unit.pk: inventor.seated("recommender", Seat.RECOMMENDER, unit) for unit in recommending},
        answering={member.pk: scorers[0], **verifying},
    )


def areas(regulation: Regulation) -> tuple[str, ...]:
    """The areas an applicant may be registered in, as the form's answers name them."""
    found = regulation.rule(LocatedIn)
    return found[1].areas if found else ("",)


def _body_units(regulation: Regulation) -> dict[str, Unit]:
    scheme, identity = regulation.identity.scheme, regulation.identity
    found = regulation.rule(Bodies)
    names: dict[str, Text] = {body.key: body.name for body in found[1].bodies} if found else {}
    return {
        key: Unit.objects.create(scheme=scheme, kind=kind, name=names.get(key, identity.issuer).model_dump())
        for key, kind in BODY_UNITS.items()
    }


def _recommending_units(regulation: Regulation) -> list[Unit]:
    found = regulation.rule(Recommenders)
    if found is None:
        return []
    first, *others = found[1].units
    units = [_area_unit(regulation, first.key, area) for area in areas(regulation)]
    for kind in others:
        units += [_trade_unit(regulation, kind.key, name) for name in world()["departments"]]
    return units


def _area_unit(regulation: Regulation, kind: str, area: str) -> Unit:
    names = {choice.value: choice.label for form in regulation.forms for q in form.questions() for choice in q.choices}
    name = names[area].model_dump() if area in names else {"zh": area, "en": area}
    return Unit.objects.create(
        scheme=regulation.identity.scheme, kind=UnitKind.RECOMMENDER, recommender_kind=kind, area=area, name=name
    )


def _verifying_units(regulation: Regulation) -> list[Unit]:
    scheme, place = regulation.identity.scheme, regulation.identity.area
    return [
        Unit.objects.create(
            scheme=scheme, kind=UnitKind.DEPARTMENT,
            name={"zh": f"{place.zh}{name['zh']}", "en": f"{name['en']}, {place.en}"},
        )
        for name in world()["verifying"]
    ]  # fmt: skip


def _trade_unit(regulation: Regulation, kind: str, name: dict[str, str]) -> Unit:
    place = regulation.identity.area
    full = {"zh": f"{place.zh}{name['zh']}", "en": f"{name['en']}, {place.en}"}
    return Unit.objects.create(
        scheme=regulation.identity.scheme, kind=UnitKind.RECOMMENDER, recommender_kind=kind, name=full
    )


def _profile(inventor: Inventor, person: User, scheme: str, number: int) -> None:
    names = world()["names"]
    enter_expert(
        person=person, scheme=scheme, actor=None, employer=inventor.random.choice(names["employers"]),
        title=inventor.random.choice(names["titles"]), trades=sorted({trade["code"][:3] for trade in names["trades"]}),
        may_lead=number % 3 == 0, preferred=number % 4 == 0,
    )  # fmt: skip
