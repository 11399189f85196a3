"""Seats in words, for templates."""

from typing import Any

from django import template

from ..models import Seat

register = template.Library()


@register.filter
def seat(kind: str) -> Any:
    """The seat's name in the reader's language."""
    return Seat(kind).label
