"""What every template may show: the site's footer, the trial's clock, the person's seats, navigation and messages."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Appointment, Seat
from accounts.queries import in_force, seats
from journal import clock
from journal.models import Notification

from .navigation import navigation


class Shell:
    """The frame around a workspace page; read only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _kinds(self) -> frozenset[str]:
        user = getattr(self._request, "user", None)
        return frozenset(held.seat for held in seats(user)) if user else frozenset()

    @cached_property
    def inbox(self) -> int:
        """Unread messages."""
        user = getattr(self._request, "user", None)
        return Notification.objects.filter(person=user.pk, read_at=None).count() if user and user.pk else 0

    @cached_property
    def nav(self) -> list[dict[str, Any]]:
        """Side navigation."""
        return navigation(self._kinds, path=self._request.path, unread=self.inbox)

    @cached_property
    def _first(self) -> Appointment | None:
        held = Appointment.objects.filter(in_force(), person=self._request.user.pk)
        return held.select_related("unit", "organisation").order_by("id").first()

    @property
    def role(self) -> Any:
        """The person's first seat in words."""
        return Seat(self._first.seat).label if self._first else ""

    @property
    def unit(self) -> Any:
        """Where that seat is."""
        if self._first is None:
            return ""
        return self._first.unit.name if self._first.unit else str(self._first.organisation or "")

    @property
    def home(self) -> str:
        """The person's first page."""
        return reverse("start")


class Trial:
    """The trial's clock."""

    @property
    def now(self) -> datetime:
        """The portal's instant."""
        return clock.now()

    @property
    def moved(self) -> bool:
        """Whether the clock stands elsewhere than the machine's."""
        return bool(clock.offset())


def site(request: HttpRequest) -> dict[str, Any]:
    """``shell``, ``trial`` (nothing outside a trial), ``site_footer``."""
    return {
        "shell": Shell(request),
        "trial": Trial() if settings.TRIAL else None,
        "site_footer": settings.SITE_FOOTER,
    }
