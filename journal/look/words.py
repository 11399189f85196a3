"""One way to write a date, an instant, a number and an article, in the portal's two languages."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
PLAIN_WORDS = (
    ("《", ""), ("》", " "), ("民法典", "Civil Code "), ("公告", "Notice"), ("通则", "Common rule"), ("之后", " ff."),
    ("、", ", "), ("至", "–"),
)  # fmt: skip
NUMERAL = "[〇零一二三四五六七八九十百]+"


def say(wording: Any, language: str) -> str:
    """The wording of a Text, a ``{"zh", "en"}`` mapping or a plain string in a language; empty for None."""
    if wording is None:
        return ""
    if isinstance(wording, Mapping):
        return str(wording.get("en" if language.startswith("en") else "zh", ""))
    if hasattr(wording, "in_language"):
        return str(wording.in_language(language))
    return str(wording)


def day(on: date | datetime | None, language: str, *, weekday: bool = True) -> str:
    """2026年11月21日 周六, or Sat 21 Nov 2026; an instant is taken in the portal's time zone."""
    if on is None:
        return ""
    if isinstance(on, datetime):
        on = _local(on).date()
    if language.startswith("en"):
        plain = f"{on.day} {MONTHS_EN[on.month - 1]} {on.year}"
        return f"{WEEKDAYS_EN[on.weekday()]} {plain}" if weekday else plain
    plain = f"{on.year}年{on.month}月{on.day}日"
    return f"{plain} 周{WEEKDAYS_ZH[on.weekday()]}" if weekday else plain


def moment(at: datetime | None, language: str) -> str:
    """Day and hour; midnight belongs to the day it ends and is written 24:00."""
    if at is None:
        return ""
    at = _local(at)
    if at.time() == datetime.min.time():
        return f"{day(at.date() - timedelta(days=1), language)} 24:00"
    return f"{day(at.date(), language)} {at:%H:%M}"


def points(value: Decimal | int | str | None) -> str:
    """Points with two decimals, halves up; a dash where there are none."""
    if value is None or value == "":
        return "—"
    return f"{Decimal(value).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):,}"


def wan(yuan: Decimal | int | str | None, language: str) -> str:
    """An amount in yuan as 万元 with at most two decimals; in English in full, as CNY."""
    if yuan is None or yuan == "":
        return "—"
    amount = Decimal(yuan)
    if language.startswith("en"):
        return f"CNY {_trimmed(amount)}"
    return f"{_trimmed(amount / 10000)} 万元"


def article(wording: str, language: str) -> str:
    """An article reference: as it stands in Chinese; 第九条第（二）项 is Art. 9(2) in English."""
    if not language.startswith("en"):
        return wording
    replacements = (
        (rf"第({NUMERAL})条", lambda found: f"Art. {numeral(found[1])}"),
        (rf"第({NUMERAL})款", lambda found: f" para. {numeral(found[1])}"),
        (rf"第[（(]({NUMERAL})[）)]项", lambda found: f"({numeral(found[1])})"),
    )
    for pattern, replace in replacements:
        wording = re.sub(pattern, replace, wording)
    for zh, en in PLAIN_WORDS:
        wording = wording.replace(zh, en)
    return re.sub(r" +", " ", wording).strip()


def numeral(chinese: str) -> int:
    """A Chinese numeral below one thousand as a number."""
    total, digit = 0, 0
    for char in chinese:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit


def _local(at: datetime) -> datetime:
    return timezone.localtime(at) if timezone.is_aware(at) else at


def _trimmed(amount: Decimal) -> str:
    text = f"{amount.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):,}"
    return text.rstrip("0").rstrip(".")
