"""Which review stage of an edition a page of the office is about."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.views.request import SignedIn
from awards.models import Edition, EditionStage

from ...policies import editions_for
from ...queries import review_stages


def edition_stages(request: SignedIn, edition: int) -> tuple[Edition, list[EditionStage], EditionStage]:
    """The edition, its review stages, and the one asked for: by name, else the open or next one, else the last."""
    found = get_object_or_404(editions_for(request.user).prefetch_related("parameters", "stages"), pk=edition)
    stages = list(review_stages(found.pk))
    if not stages:
        raise Http404
    for stage in stages:
        stage.edition = found
    wanted = request.GET.get("stage")
    if wanted:
        chosen = next((stage for stage in stages if stage.kind == wanted), None)
        if chosen is None:
            raise Http404
        return found, stages, chosen
    return found, stages, next((stage for stage in stages if stage.closed_at is None), stages[-1])
