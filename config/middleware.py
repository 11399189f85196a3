"""What every request passes: clean text at the door, a second factor for staff, nothing private in a cache."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError
from django.shortcuts import redirect

from accounts.queries import holds
from awards.plain_text import plain_text

OPEN_PATHS = ("/accounts/", "/static/", "/i18n/", "/healthz", "/readyz")


class SecondFactor:
    """Holders of the seats that the settings list set up a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send a person who still lacks it to the set-up page."""
        if settings.SECOND_FACTOR and not request.path.startswith(OPEN_PATHS) and _lacks_it(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


def _lacks_it(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and holds(user, *settings.SECOND_FACTOR_SEATS) and not is_mfa_enabled(user)


class PlainText:
    """Strips control, surrogate and direction-changing characters from everything that is typed, at the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before an address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Clean the query and the form, before the form's token is looked for."""
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        try:
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
        except UnreadablePostError:  # the visitor has gone away
            return


def _cleaned(typed: QueryDict) -> QueryDict:
    if all(text.isascii() and text.isprintable() for pair in typed.lists() for text in (pair[0], *pair[1])):
        return typed
    kept = QueryDict(mutable=True, encoding=typed.encoding)
    for name, texts in typed.lists():
        kept.setlist(plain_text(name), [plain_text(text) for text in texts])
    kept._mutable = False
    return kept


class PrivatePages:
    """Pages of people who have signed in stay in no cache, on the way or on the desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so where the page itself says nothing about caches. Anonymous pages read no session."""
        response = self.get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES  # without one nobody is asked who reads
        if known and "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response
