"""Running a service from a view: a refusal becomes a message or a form error, never an error page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from ..services.errors import Refused


def act(
    request: HttpRequest, service: Callable[..., Any], *, form: BaseForm | None = None, done: str = "", **terms: Any
) -> Any:
    """Call a service as the request's person. Returns its result, or None when it refused.

    The refusal, with its article and everything still missing, goes into ``form`` if there is one, else into a message.
    """
    try:
        result = service(actor=request.user, **terms)
    except Refused as refused:
        _tell(request, refused, form)
        return None
    if done:
        messages.success(request, done)
    return True if result is None else result


def _tell(request: HttpRequest, refused: Refused, form: BaseForm | None) -> None:
    sentence = readable(refused)
    if form is not None:
        form.add_error(None, sentence)
    else:
        messages.error(request, sentence)


def readable(refused: Refused) -> str:
    """The refusal as safe HTML in the current language: sentence, article, list of what is missing."""
    language = get_language() or "zh-hans"
    article = format_html(" <cite>{}</cite>", refused.clause.article) if refused.clause else ""
    missing = format_html_join(
        "", "<li>{} <cite>{}</cite></li>", ((b.text.in_language(language), b.article) for b in refused.blockers)
    )
    listed = format_html("<ul>{}</ul>", missing) if refused.blockers else ""
    return format_html("{}{}{}", refused.text.in_language(language), article, listed)
