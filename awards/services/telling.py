"""Whom the office's acts are told to, and with which page."""

from django.urls import reverse

from accounts.models import Seat, User
from accounts.queries import people_in, people_of_scheme
from journal.models import Entry
from journal.services import notify
from schemes.regulation import Text

from ..models import Application, Edition


def tell_applicant(application: Application, *, title: Text, body: Text, entry: Entry | None = None) -> None:
    """Tell everybody who holds a seat in the applicant's organisation; the message opens the application."""
    url = reverse("application", args=[application.pk])
    notify(people_in(application.organisation), title=title, body=body, url=url, entry=entry)


def tell_office(edition: Edition, *, title: Text, body: Text, url: str = "", but: User | None = None) -> None:
    """Tell the office's staff, but not the one who acted; the message opens the edition's board."""
    _tell(edition, (Seat.OFFICER,), title, body, url or reverse("office_edition", args=[edition.pk]), but)


def tell_committee(edition: Edition, *, title: Text, body: Text) -> None:
    """Tell the committee's members; the message opens the list."""
    _tell(edition, (Seat.COMMITTEE,), title, body, reverse("committee_edition", args=[edition.pk]), None)


def tell_approvers(edition: Edition, *, title: Text, body: Text) -> None:
    """Tell the approvers; the message opens the list."""
    _tell(edition, (Seat.APPROVER,), title, body, reverse("approval_edition", args=[edition.pk]), None)


def _tell(edition: Edition, seats: tuple[str, ...], title: Text, body: Text, url: str, but: User | None) -> None:
    people = people_of_scheme(edition.scheme, *seats)
    notify(people.exclude(pk=but.pk) if but else people, title=title, body=body, url=url)
