"""A person who signs in."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import models


@dataclass(frozen=True)
class SeatHeld:
    """One seat in force today; ``scheme`` is empty for organisations and administrators."""

    seat: str
    organisation_id: int | None
    unit_id: int | None
    scheme: str


class User(AbstractUser):
    """``full_name`` is the name as written; Chinese names are not split."""

    full_name = models.CharField(max_length=60)
    demonstration = models.BooleanField(default=False)
    _seats: frozenset[SeatHeld]  # what accounts.queries.seats has read
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ("email", "full_name")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name as written."""
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """The name as written."""
        return self.get_full_name()
