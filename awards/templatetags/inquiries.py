"""Template words about inquiries: what units answered about an application, beside the clause it concerns."""

from typing import Any

from django import template

from ..inquiry_queries import replies_about
from ..labels import REPLIES
from ..models import Application

register = template.Library()


@register.filter
def replies(application: Application, clause: str = "") -> list[Any]:
    """The units' words on an application under a clause; on everything without one. Read once per page."""
    if not hasattr(application, "_replies"):
        application._replies = replies_about(application)  # type: ignore[attr-defined]
    return [one for one in application._replies if clause in ("", one.line.inquiry.clause)]  # type: ignore[attr-defined]


@register.filter
def reply_badge(state: str) -> dict[str, Any]:
    """The badge of a verdict, or of a place that waits or stayed unanswered."""
    label, kind = REPLIES[state]
    return {"label": label, "kind": kind}
