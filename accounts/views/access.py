"""Who may enter a page: signed in, and in one of the seats; otherwise a page that says why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..policies import Answer
from ..queries import holds

View = Callable[..., HttpResponse]


def seat_required(*seats: str, read_only: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Let in holders of the seats; holders of a ``read_only`` seat may look (GET, HEAD) but not act."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            looking = request.method in ("GET", "HEAD")
            if not holds(request.user, *seats, *(read_only if looking else ())):
                raise PermissionDenied(_refusal(request, read_only))
            return view(request, *args, **kwargs)

        return guarded

    return guard


def insist(answer: Answer) -> None:
    """Stop with the policy's reason unless it allowed."""
    if not answer:
        raise PermissionDenied(answer.because)


def _refusal(request: HttpRequest, read_only: tuple[str, ...]) -> Promise:
    if read_only and holds(request.user, *read_only):
        return _("Your seat sees everything here and changes nothing.")
    return _("This page belongs to a seat that you do not hold.")
