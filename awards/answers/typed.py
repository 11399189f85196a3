"""What a typed field means: the value of a text for a field's type, or a sentence why it has none."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .layout import Slot

YES, NO = "yes", "no"
MOST = Decimal(10) ** 15
_CHINESE_DATE = re.compile(r"^(\d{4})\D+(\d{1,2})\D+(\d{1,2})日?$")


def parse(slot: Slot, typed: str) -> Any:
    """The value: str, int, Decimal, date or bool; None for an empty field. Raises ValidationError with a sentence."""
    text = typed.strip()
    if not text:
        return None
    if len(text) > slot.max_length:
        raise ValidationError(
            _("At most %(most)s characters; there are %(there)s."),
            code="long",
            params={"most": slot.max_length, "there": len(text)},
        )
    return _READERS[slot.type](slot, text)


def _words(slot: Slot, text: str) -> str:
    return text


def _whole(slot: Slot, text: str) -> int:
    number = _number(slot, text)
    if number != number.to_integral_value() or number < 0:
        raise ValidationError(_("Enter a whole number, 0 or more."), code="whole")
    return int(number)


def _number(slot: Slot, text: str) -> Decimal:
    # Full-width digits and thousands' separators are how people write here.
    written = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").rstrip("%")
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= MOST:
        raise ValidationError(_("Enter a number, for instance 1234.5."), code="number")
    return number


def _date(slot: Slot, text: str) -> date:
    written = unicodedata.normalize("NFKC", text)
    found = _CHINESE_DATE.match(written)
    try:
        day = date(*map(int, found.groups())) if found else date.fromisoformat(written)
    except ValueError:
        raise ValidationError(_("Enter a date, for instance 2026-03-31."), code="date") from None
    if not 1800 <= day.year <= 2200:
        raise ValidationError(_("Check the year of this date."), code="year")
    return day


def _yes_no(slot: Slot, text: str) -> bool:
    if text not in (YES, NO):
        raise ValidationError(_("Choose yes or no."), code="yes_no")
    return text == YES


def _choice(slot: Slot, text: str) -> str:
    if text not in {choice.value for choice in slot.choices}:
        raise ValidationError(_("Choose one of the answers offered."), code="choice")
    return text


_READERS: dict[str, Callable[[Slot, str], Any]] = {
    "line": _words, "text": _words, "whole": _whole, "decimal": _number, "date": _date, "yes_no": _yes_no,
    "choice": _choice,
}  # fmt: skip
