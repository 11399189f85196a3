"""Reading decisions: whose turn it is with the list, and who stands on it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from .models import Candidate, Decision, Edition
from .queries import regulation_of

STANDING = ("proposed", "confirmed", "approved", "awarded")


def decisions_of(edition: Edition) -> QuerySet[Decision]:
    """Every decision on an edition's list, oldest first."""
    return Decision.objects.filter(edition=edition).select_related("decided_by", "document").order_by("id")


def awaits(edition: Edition) -> str:
    """Whose act the list awaits: ``committee``, ``approval``, or nobody's when it is approved."""
    last = Decision.objects.filter(edition=edition, kind__in=("committee", "approval")).order_by("-id").first()
    if last is None:
        committee = any(stage.kind == "committee_decision" for stage in edition.stages.all())
        return "committee" if committee else "approval"
    if last.kind == "committee":
        return "approval"
    return "" if last.accepted else "committee"


def candidates_of(edition: Edition) -> QuerySet[Candidate]:
    """Everybody ever proposed in an edition, by tier and rank."""
    return Candidate.objects.filter(edition=edition).select_related("application__organisation", "place")


def in_order(edition: Edition, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The highest award first, then by place."""
    order = {tier.key: number for number, tier in enumerate(regulation_of(edition).tiers)}
    return sorted(candidates, key=lambda candidate: (order[candidate.tier], candidate.rank, candidate.pk))


def standing_candidates(edition: Edition) -> QuerySet[Candidate]:
    """Those still on the list: neither struck nor fallen."""
    return candidates_of(edition).filter(state__in=STANDING)
