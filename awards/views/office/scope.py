"""Which editions and applications a person may open in the office's pages, and who may act there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat
from accounts.queries import holds, schemes_of
from accounts.views.access import seat_required

from ...models import Application, Award, Edition, EditionStage
from ...policies import applications_for
from ...queries import regulation_of

SEES_ALL = _("Your seat sees everything here and changes nothing.")

# Office staff act; observers look.
office_only = seat_required(Seat.OFFICER, read_only=(Seat.OBSERVER,))


def editions_for(request: HttpRequest, *seats: str) -> QuerySet[Edition]:
    """The editions of the schemes in which the person holds one of the seats."""
    held = schemes_of(request.user, *(seats or (Seat.OFFICER, Seat.OBSERVER)))
    return (
        Edition.objects.filter(scheme__in=held)
        .select_related("regulation_version")
        .prefetch_related("stages", "parameters")
    )


def edition_of(request: HttpRequest, pk: int, *seats: str) -> Edition:
    """The edition, 404 outside the person's schemes, 403 for an act by somebody who may only look."""
    edition = get_object_or_404(editions_for(request, *seats), pk=pk)
    insist_on_actor(request, edition, *seats)
    return edition


def stage_in(request: HttpRequest, pk: int) -> EditionStage:
    """The stage with its edition, as :func:`edition_of`."""
    stage = get_object_or_404(EditionStage, pk=pk, edition__in=editions_for(request).values("pk"))
    stage.edition = edition_of(request, stage.edition_id)
    return stage


def application_of(request: HttpRequest, pk: int) -> Application:
    """The application, 404 outside what the person's office seats let them see, 403 as :func:`edition_of`."""
    rows = applications_for(request.user).filter(edition__in=editions_for(request).values("pk"))
    rows = rows.select_related("organisation", "edition__regulation_version")
    application = get_object_or_404(rows, pk=pk)
    insist_on_actor(request, application.edition)
    return application


def award_of(request: HttpRequest, pk: int) -> Award:
    """The award, as :func:`edition_of`."""
    rows = Award.objects.filter(edition__in=editions_for(request).values("pk"))
    award = get_object_or_404(rows.select_related("edition__regulation_version", "organisation"), pk=pk)
    insist_on_actor(request, award.edition)
    return award


def insist_on_actor(request: HttpRequest, edition: Edition, *seats: str) -> None:
    """Stop an act in an edition by somebody who does not hold an acting seat in its scheme."""
    acting = seats or (Seat.OFFICER,)
    if request.method not in ("GET", "HEAD") and not holds(request.user, *acting, scheme=edition.scheme):
        raise PermissionDenied(SEES_ALL)


def may_act(request: HttpRequest, edition: Edition, *seats: str) -> bool:
    """Whether to offer buttons."""
    return holds(request.user, *(seats or (Seat.OFFICER,)), scheme=edition.scheme)


def frame(request: HttpRequest, edition: Edition, *crumbs: tuple[Any, str], **context: Any) -> dict[str, Any]:
    """What every page inside an edition shows: where one is, the edition, its regulation, whether one may act."""
    trail = [(_("Overview"), reverse("office")), (edition.title, reverse("office_edition", args=[edition.pk])), *crumbs]
    path = [{"label": label, "url": url} for label, url in trail]
    path[-1]["url"] = ""
    return {
        "edition": edition,
        "regulation": regulation_of(edition),
        "may_act": may_act(request, edition),
        "crumbs": path,
        **context,
    }
