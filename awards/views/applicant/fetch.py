"""Fetching a person's own application: what is not theirs does not exist."""

from django.shortcuts import get_object_or_404

from accounts.views.request import SignedIn

from ...models import Application, Edition
from ...policies import own_applications


def own_application(request: SignedIn, pk: int) -> Application:
    """An application of one of the person's organisations, with what its pages show; 404 otherwise."""
    found = own_applications(request.user).select_related("edition__regulation_version", "organisation", "recommender")
    return get_object_or_404(
        found.prefetch_related(
            "edition__stages", "edition__parameters", "sections__edited_by", "evidence", "submissions",
            "recommendations__unit", "outcomes__stage",
        ),
        pk=pk,
    )  # fmt: skip


def edition_for_applicants(pk: int) -> Edition:
    """An edition with its stages; 404 when there is none."""
    editions = Edition.objects.select_related("regulation_version").prefetch_related("stages", "parameters")
    return get_object_or_404(editions, pk=pk)
