"""The office marks an application with what the regulation encourages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...marks import offered
from ...models import Application
from ...queries import regulation_of
from ...services.marks import mark_emphasis
from ..acts import act
from .scope import application_of, office_only


@office_only
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Let exactly the ticked marks stand."""
    application = application_of(request, pk)
    chosen = [_place(value) for value in request.POST.getlist("mark")[:50]]
    act(request, mark_emphasis, application=application, chosen=chosen, done=_("The marks are kept."))
    return redirect("office_application", pk)


def places_of(application: Application) -> list[dict[str, Any]]:
    """Every mark that may be put on an application, and whether it stands."""
    standing = set(application.emphasis.filter(taken_at=None).values_list("clause", "number"))
    return [
        {"value": f"{clause.id}:{number}", "text": text, "clause": clause, "stands": (clause.id, number) in standing}
        for clause, number, text in offered(regulation_of(application.edition))
    ]


def _place(value: str) -> tuple[str, int]:
    clause, _colon, number = value.partition(":")
    return clause, int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
