"""The side navigation of a signed-in person: what the seats held today lead to."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat

Entry = tuple[str, str | Promise, str]  # url name, label, icon

BY_SEAT: dict[str, tuple[str | Promise, tuple[Entry, ...]]] = {
    Seat.OFFICER: (
        _("Committee office"),
        (
            ("office", _("Overview"), "home"),
            ("open_edition", _("Open an edition"), "plus"),
            ("working_calendar", _("Working days"), "calendar"),
            ("bans", _("Register of bans"), "lock"),
        ),
    ),
    Seat.OBSERVER: (_("Observer"), (("office", _("Overview"), "home"),)),
    Seat.APPROVER: (_("Approval"), (("approval", _("For approval"), "award"),)),
    Seat.COMMITTEE: (_("Committee"), (("committee", _("For decision"), "gavel"),)),
    Seat.EXPERT: (_("Expert"), (("reviews", _("My panels"), "list"),)),
    Seat.MEMBER_UNIT: (
        _("Member unit"),
        (("reviews", _("Presentations"), "list"), ("inquiries_asked", _("Opinions asked"), "inbox")),
    ),
    Seat.DEPARTMENT: (_("Department"), (("inquiries_asked", _("Opinions asked"), "inbox"),)),
    Seat.RECOMMENDER: (_("Recommending unit"), (("recommendations", _("Recommendations"), "inbox"),)),
    Seat.APPLICANT_ADMIN: (_("Applicant"), (("my_applications", _("My applications"), "file"),)),
    Seat.APPLICANT_EDITOR: (_("Applicant"), (("my_applications", _("My applications"), "file"),)),
    Seat.APPLICANT_SUBMITTER: (_("Applicant"), (("my_applications", _("My applications"), "file"),)),
    Seat.APPLICANT_VIEWER: (_("Applicant"), (("my_applications", _("My applications"), "file"),)),
}
NEWCOMER = (_("Applicant"), (("my_applications", _("My applications"), "file"),))


def navigation(kinds: frozenset[str], *, path: str, unread: int) -> list[dict[str, Any]]:
    """Headings and links for the seats, the person's own pages last."""
    groups = [group for seat, group in BY_SEAT.items() if seat in kinds] or [NEWCOMER]
    lines: list[dict[str, Any]] = []
    for heading, entries in dict.fromkeys(groups):
        lines += [{"heading": heading}, *_links(entries, path)]
    own = (("inbox", _("Messages"), "mail"), ("profile", _("My seats"), "user"))
    lines += [{"heading": _("My own")}, *_links(own, path)]
    for line in lines:
        if line.get("name") == "inbox":
            line["count"] = unread
    return lines


def _links(entries: tuple[Entry, ...], path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": label, "icon": icon, "url": url, "current": path == url}
        for name, label, icon in entries
        if (url := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
