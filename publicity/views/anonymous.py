"""Public pages know nobody: no session, no cookie to vary by, answered with 304 where nothing has changed."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language

from journal import clock

View = Callable[..., HttpResponseBase]
Version = tuple[Any, datetime | None]


class NoSession(dict[str, Any]):
    """Stands where a session would: reads as empty, is never stored, and leaves a signed-in visitor's cookie alone."""

    accessed = modified = False

    def is_empty(self) -> bool:
        """Not empty, or the middleware would delete the visitor's cookie."""
        return False


def anonymous(view: View) -> View:
    """Let a view answer everybody alike."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.session = NoSession()  # type: ignore[assignment]
        request.user = AnonymousUser()
        return view(request, *args, **kwargs)

    return answer


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a public page; it holds no form token, since nothing on it acts with anybody's rights."""
    return render(request, template, {**context, "csrf_token": "NOTPROVIDED"}, status=status)


def unless_unchanged(request: HttpRequest, version: Version, make: Callable[[], HttpResponse]) -> HttpResponse:
    """304 if the visitor's copy is of this version, day and language; else the page, asked for again next time."""
    state, changed_at = version
    etag = _etag(request, state)
    last = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag, last)
    if response is None:
        response = make()
    response["ETag"] = etag
    if last is not None:
        response["Last-Modified"] = http_date(last)
    response["Cache-Control"] = "public, no-cache"
    return response


def _etag(request: HttpRequest, state: Any) -> str:
    now = clock.now().astimezone(clock.SHANGHAI)
    day = f"{now:%Y-%m-%d %H:%M}" if settings.TRIAL else f"{now:%Y-%m-%d}"  # the trial's banner shows the minute
    parts = (_build(), get_language(), day, request.get_full_path(), state)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def _build() -> int:
    # A new release's wording must not hide behind an old copy.
    root = Path(settings.BASE_DIR)
    return max((int(file.stat().st_mtime) for file in (root / "templates").rglob("*.html")), default=0)
