"""Template words about applications: an answer's value, the address of a file."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape

from journal.templatetags.portal import say, short_day

from ..correction_queries import corrections_of
from ..marks import put_marks
from ..material import Proof
from ..models import Application
from ..queries import regulation_of

register = template.Library()


@register.simple_tag
def shown(answer: Any) -> str:
    """An answer's value in the reader's language; a dash where there is none."""
    if answer is None or answer == "":
        return "—"
    if isinstance(answer, date):
        return short_day(answer)
    if isinstance(answer, int | Decimal) and not isinstance(answer, bool):
        return f"{answer:,}"
    return conditional_escape(say(answer))


@register.simple_tag
def proof_url(proof: Proof, name: str = "") -> str:
    """Where a file is served: at the address of the given name (each kind of visitor has one), or the applicants'."""
    return reverse(name or "evidence_file", args=(proof.pk,))


@register.inclusion_tag("awards/application/_corrections.html")
def corrections(application: Application, evidence_url: str = "") -> dict[str, Any]:
    """Corrections that were asked for, with what each changed: shown to everybody who judges (G-9)."""
    return {
        "corrections": corrections_of(application), "regulation": regulation_of(application.edition),
        "evidence_url": evidence_url,
    }  # fmt: skip


@register.simple_tag
def marks(application: Application, long: bool = False) -> Any:
    """What is marked on an application, never scored; ``long`` gives its marks for another template to show."""
    if not hasattr(application, "_marks"):  # a page about one; lists have read theirs together
        put_marks(application.edition, [application])
    found = application._marks  # type: ignore[attr-defined]
    if long:
        return {"marks": found}
    return render_to_string("awards/application/_marks.html", {"marks": found}) if found else ""


@register.filter
def as_file(proof: Proof, removable: bool) -> dict[str, Any]:
    """A file for the upload list, with its removal where that is allowed."""
    return {
        "name": proof.name, "size": proof.size, "at": proof.uploaded_at,
        "url": reverse("evidence_file", args=(proof.pk,)),
        "remove_url": reverse("evidence_remove", args=(proof.pk,)) if removable else "",
    }  # fmt: skip
