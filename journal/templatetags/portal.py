"""Template words of the whole portal: wording, dates, numbers, article chips, icons, charts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from journal.look import charts, icons, words

register = template.Library()

STAGE_ICONS = {"done": "check", "late": "alert", "blocked": "lock"}
OUTCOME_ICONS = {"met": "check", "not_met": "cross", "for_judgement": "gavel", "unknown": "question"}


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _get(thing: Any, name: str, default: Any = None) -> Any:
    """An item of a mapping or an attribute of an object: view code hands over either."""
    return thing.get(name, default) if isinstance(thing, Mapping) else getattr(thing, name, default)


@register.filter
def say(wording: Any) -> str:
    """A ``Text(zh, en)``, a ``{"zh", "en"}`` mapping or a string in the reader's language."""
    return words.say(wording, _language())


@register.filter
def day(on: date | datetime | None) -> str:
    """2026年11月21日 周六 / Sat 21 Nov 2026."""
    return words.day(on, _language())


@register.filter
def short_day(on: date | datetime | None) -> str:
    """2026年11月21日 / 21 Nov 2026, for tables."""
    return words.day(on, _language(), weekday=False)


@register.filter
def chinese_day(on: date | datetime | None) -> str:
    """2026年11月21日 whatever the reader's language: official documents are Chinese."""
    return words.day(on, "zh-hans", weekday=False)


@register.filter
def moment(at: datetime | None) -> str:
    """Day and hour; midnight is 24:00 of the day before."""
    return words.moment(at, _language())


@register.filter
def points(value: Decimal | int | None) -> str:
    """Points with two decimals."""
    return words.points(value)


@register.filter
def wan(yuan: Decimal | int | None) -> str:
    """Yuan as 万元 / CNY."""
    return words.wan(yuan, _language())


@register.filter
def article(reference: str) -> str:
    """An article reference in the reader's language."""
    return words.article(reference, _language())


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the portal's icons."""
    return icons.icon(name)


@register.simple_tag
def outcome_icon(outcome: str) -> SafeString:
    """The icon of a finding's outcome."""
    return icons.icon(OUTCOME_ICONS[str(outcome)])


@register.simple_tag(takes_context=True)
def article_chip(context: Context, clause: Any, regulation: Any = None) -> SafeString:
    """The chip 第十六条 that opens the rule's page.

    ``clause`` is a Clause (``id``, ``article``) or anything with ``clause`` (its ID) and ``article``, such as a
    Finding. ``regulation`` (or the context's ``regulation``) has ``scheme`` and ``version``, itself or as ``identity``;
    without one the chip is plain text.
    """
    identifier = _get(clause, "id") if isinstance(_get(clause, "id"), str) else _get(clause, "clause", "")
    label = words.article(_get(clause, "article", ""), _language())
    if not label:
        return SafeString("")
    url = _rule_url(regulation or context.get("regulation"), identifier)
    if not url:
        return format_html('<span class="chip">{}</span>', label)
    return format_html('<a class="chip" href="{}">{}</a>', url, label)


def _rule_url(regulation: Any, identifier: str) -> str:
    identity = _get(regulation, "identity", regulation)
    scheme, version = _get(identity, "scheme"), _get(identity, "version")
    if not (identifier and scheme and version):
        return ""
    try:
        return reverse("rule", args=(scheme, version, identifier))
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str, *args: Any) -> SafeString:
    """A list item that links to a named page and marks it when it is open; nothing where the page is not built in."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return SafeString("")
    path = context["request"].path if "request" in context else ""
    here = path == url or (url.count("/") > 1 and path.startswith(url))
    current = SafeString(' aria-current="page"') if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.filter
def sentence(words: str) -> str:
    """Chinese words that end with exactly one full stop, whether or not the writer set one."""
    ended = words.rstrip()
    return ended if ended.endswith(("！", "？")) else f"{ended.rstrip('。.')}。"


@register.simple_tag
def site(name: str) -> str:
    """A slot of the government footer (SITE_FOOTER), empty when the office has not filled it in."""
    return str(getattr(settings, "SITE_FOOTER", {}).get(name, ""))


@register.simple_tag
def stylesheet(path: str) -> SafeString:
    """A style sheet's own text, for documents: they are rendered away from the web and fetch nothing."""
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(path)
    return mark_safe(Path(found).read_text(encoding="utf-8"))  # noqa: S308 — our own file


@register.inclusion_tag("components/pipeline.html")
def pipeline(stages: Iterable[Any]) -> dict[str, Any]:
    """An edition's stages: each with ``name``, ``state`` (done current late blocked upcoming), ``date``,
    ``until``, ``provisional``, ``url``."""
    rows = [
        {
            "name": say(_get(stage, "name")),
            "state": str(_get(stage, "state", "upcoming")),
            "date": _get(stage, "date"),
            "until": _get(stage, "until"),
            "provisional": _get(stage, "provisional", False),
            "url": _get(stage, "url", ""),
            "icon": STAGE_ICONS.get(str(_get(stage, "state", "")), ""),
        }
        for stage in stages
    ]
    return {"stages": rows}


@register.inclusion_tag("components/calendar_strip.html")
def calendar_strip(days: Iterable[Any], published_on: date | None = None) -> dict[str, Any]:
    """Each day of a period and why it counts or not (``day``, ``counts``, ``number``, ``why``); weeks from Monday."""
    rows = [_strip_day(counted, published_on) for counted in days]
    if rows:
        rows[0]["column"] = rows[0]["day"].isoweekday()
        counting = [row for row in rows if row["counts"]]
        if counting:
            counting[-1]["last"] = True
    return {"days": rows}


def _strip_day(counted: Any, published_on: date | None) -> dict[str, Any]:
    on = _get(counted, "day")
    return {
        "day": on,
        "counts": _get(counted, "counts"),
        "number": _get(counted, "number"),
        "why": say(_get(counted, "why")),
        "event": published_on is not None and on == published_on,
        "weekday": words.WEEKDAYS_EN[on.weekday()] if _language().startswith("en") else words.WEEKDAYS_ZH[on.weekday()],
    }


@register.inclusion_tag("components/radar.html")
def radar(values: Iterable[Any], other: str = "") -> dict[str, Any]:
    """A radar of shares in percent: each value with ``label``, ``share`` and, where compared, ``other``."""
    rows = list(values)
    labels = [say(_get(row, "label")) for row in rows]
    shares = [float(_get(row, "share") or 0) for row in rows]
    others = [_get(row, "other") for row in rows]
    compared = bool(others) and all(share is not None for share in others)
    return {
        "axes": charts.radar_axes(labels, shares),
        "area": charts.polygon(shares),
        "grid": [charts.polygon([level] * len(rows)) for level in (25, 50, 75, 100)],
        "other_area": charts.polygon([float(share) for share in others]) if compared else "",
        "other": other,
    }


@register.inclusion_tag("components/dotplot.html")
def dotplot(rows: Iterable[Any]) -> dict[str, Any]:
    """Experts' percentages per item: rows with ``label``, ``shares``, ``agreed`` or None, ``wide`` if too far apart."""
    drawn = [_dot_row(index, row) for index, row in enumerate(rows)]
    height = 34 + 30 * len(drawn)
    ticks = [(step, 220 + 4.6 * step) for step in range(0, 101, 10)]
    return {"rows": drawn, "height": height, "bottom": height - 8, "ticks": ticks}


def _dot_row(index: int, row: Any) -> dict[str, Any]:
    shares = [float(share) for share in _get(row, "shares", ())]
    agreed = _get(row, "agreed")
    xs = [220 + 4.6 * share for share in shares]
    return {
        "label": say(_get(row, "label")),
        "wide": bool(_get(row, "wide", False)),
        "y": 44 + 30 * index,
        "shares": shares,
        "xs": xs,
        "from": min(xs, default=0),
        "to": max(xs, default=0),
        "agreed": agreed,
        "agreed_x": None if agreed is None else 220 + 4.6 * float(agreed),
        "top": 34 + 30 * index,
        "foot": 54 + 30 * index,
    }


@register.inclusion_tag("components/ring.html")
def ring(done: int, total: int, label: str = "") -> dict[str, Any]:
    """A progress ring: so many of so many."""
    return {
        "done": done,
        "total": total,
        "label": label,
        "dash": charts.ring_dash(done, total),
        "full": done >= total > 0,
    }


@register.simple_tag
def page_numbers(page: Any) -> list[int | str]:
    """The page numbers to offer, with … where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
