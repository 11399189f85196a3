"""Reading the overall evaluation: who is in it, the ranking, what the rules propose, what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from schemes.regulation import Clause, Regulation, Text
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import Tier, Weights
from schemes.regulation.stages import StageKind
from schemes.rules import candidates as core
from schemes.rules.facts import AwardHeld
from schemes.rules.ranking import Entry, Ranked, rank
from schemes.rules.selection import Selection, Tie, select

from .models import Application, Award, Decision, Edition, EditionStage, Result, StageOutcome, Standing
from .queries import regulation_of, stage_clause
from .stages import Blocker

SCORES = {
    StageKind.DOCUMENT_REVIEW: "document_score",
    StageKind.ONSITE_REVIEW: "onsite_score",
    StageKind.PRESENTATION: "presentation_score",
}
EVALUATED = (
    Standing.IN_REVIEW,
    Standing.PROPOSED,
    Standing.NOT_AWARDED,
    Standing.AWARD_LOST,
    Standing.AWARDED,
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One application in the ranking: its scores by weighted stage, its total, its place and whom it shares it with."""

    application: Application
    scores: tuple[Decimal | None, ...]
    ranked: Ranked


def weights_of(regulation: Regulation) -> tuple[Clause, dict[StageKind, Decimal]] | None:
    """The shares in percent with their clause; None where the text has none or one is still open (G-10)."""
    found = regulation.rule(Weights)
    if found is None:
        return None
    clause, rule = found
    shares = {kind: share for kind, share in rule.weights.items() if not isinstance(share, OpenParameter)}
    return (clause, shares) if len(shares) == len(rule.weights) else None


def scores_of(application: Application, kinds: Iterable[StageKind]) -> dict[StageKind, Decimal]:
    """The stage scores an application has, of the kinds asked for."""
    found = {kind: getattr(application, SCORES[kind]) for kind in kinds}
    return {kind: score for kind, score in found.items() if score is not None}


def unscored(stage: EditionStage) -> list[Blocker]:
    """A blocker for each application in review that lacks a score the weights ask for."""
    weighted = weights_of(regulation_of(stage.edition))
    if weighted is None:
        return [] if regulation_of(stage.edition).rule(Weights) else [_no_weights(stage)]
    clause, shares = weighted
    rows = in_review(stage.edition).select_related("organisation")
    return [
        Blocker(
            text=Text(zh=f"{row}尚缺评审得分。", en=f"{row} still lacks a score."),
            clause=clause.id,
            article=clause.article,
            url=reverse("office_application", args=[row.pk]),
        )
        for row in rows
        if len(scores_of(row, shares)) < len(shares)
    ]


def _no_weights(stage: EditionStage) -> Blocker:
    clause = stage_clause(stage)
    text = Text(zh="办法未载明各环节得分的权重。", en="The regulation states no weights for the stages' scores.")
    return Blocker(text=text, clause=clause.id, article=clause.article)


def in_review(edition: Edition) -> QuerySet[Application]:
    """Applications that are still in the review."""
    return Application.objects.filter(edition=edition, standing=Standing.IN_REVIEW)


def key_of(application: Application) -> str:
    """How the core and its reasons name an application: by its number."""
    return application.number or f"#{application.pk}"


def ranking(edition: Edition) -> list[Line]:
    """Everybody with a total, highest first; equal totals share a place."""
    scored = Application.objects.filter(edition=edition, standing__in=EVALUATED, total_score__isnull=False)
    rows = {key_of(row): row for row in scored.select_related("organisation")}
    weighted = weights_of(regulation_of(edition))
    kinds = tuple(weighted[1]) if weighted else ()
    return [
        Line(
            application=rows[ranked.entry.key],
            scores=tuple(getattr(rows[ranked.entry.key], SCORES[kind]) for kind in kinds),
            ranked=ranked,
        )
        for ranked in rank(
            Entry(key=key, score=row.total_score) for key, row in rows.items() if row.total_score is not None
        )
    ]


def pool_of(edition: Edition) -> dict[str, core.Candidate]:
    """The applications in the review as the core sees them: total, kind, stages passed, awards won before."""
    rows = list(in_review(edition).select_related("organisation"))
    passed = _passed(edition)
    won = _won({row.organisation_id for row in rows}, edition)
    return {
        key_of(row): core.Candidate(
            key=key_of(row),
            score=row.total_score,
            kind=row.applicant_kind,
            tier=row.tier or None,
            passed=passed.get(row.pk, frozenset()),
            awards=won.get((row.organisation_id, row.individual_name), ()),
        )
        for row in rows
    }


def _passed(edition: Edition) -> dict[int, frozenset[StageKind]]:
    found: dict[int, set[StageKind]] = {}
    rows = StageOutcome.objects.filter(stage__edition=edition, result=Result.PASSED)
    for application, kind in rows.values_list("application_id", "stage__kind"):
        found.setdefault(application, set()).add(StageKind(kind))
    return {application: frozenset(kinds) for application, kinds in found.items()}


def _won(organisations: set[int], edition: Edition) -> dict[tuple[int, str], tuple[AwardHeld, ...]]:
    found: dict[tuple[int, str], tuple[AwardHeld, ...]] = {}
    rows = Award.objects.filter(organisation__in=organisations).exclude(edition=edition)
    for award in rows.select_related("edition", "application"):
        holder = (award.organisation_id, award.application.individual_name)
        found[holder] = (*found.get(holder, ()), held(award))
    return found


def held(award: Award) -> AwardHeld:
    """An award of the portal as the core sees it."""
    return AwardHeld(
        scheme=award.scheme,
        level=award.level,
        tier=award.tier,
        awarded_on=award.awarded_on,
        edition=award.edition.ordinal,
        revoked=award.revoked_at is not None,
    )


def selection_of(edition: Edition, pool: dict[str, core.Candidate] | None = None) -> Selection:
    """What the rules propose, with the committee's decisions on ties."""
    everybody = pool_of(edition) if pool is None else pool
    return select(regulation=regulation_of(edition), candidates=everybody.values(), decided=decided_ties(edition))


def decided_ties(edition: Edition) -> dict[str, frozenset[str]]:
    """By tier: the keys to which the committee gave the places of a tie."""
    found: dict[str, frozenset[str]] = {}
    for content in Decision.objects.filter(edition=edition, kind="tie").values_list("content", flat=True):
        found[content["tier"]] = found.get(content["tier"], frozenset()) | frozenset(content["chosen"])
    return found


def ties_to_decide(edition: Edition) -> tuple[Tie, ...]:
    """Ties for a place of a tier that the committee can decide now: the highest undecided tier's."""
    ties = selection_of(edition).ties
    return tuple(tie for tie in ties if tie.tier == ties[0].tier)


def list_blockers(stage: EditionStage) -> list[Blocker]:
    """What keeps the evaluation from closing: an undecided tie, no confirmed list."""
    url = reverse("evaluation", args=[stage.edition_id])
    missing = [_undecided(stage.edition, tie, url) for tie in selection_of(stage.edition).ties]
    if not Decision.objects.filter(edition=stage.edition_id, kind="evaluation").exists():
        clause = stage_clause(stage)
        text = Text(zh="办公室尚未确认拟奖名单。", en="The office has not confirmed the list of proposed winners.")
        missing.append(Blocker(text=text, clause=clause.id, article=clause.article, url=url))
    return missing


def _undecided(edition: Edition, tie: Tie, url: str) -> Blocker:
    name = name_of(edition, tie.tier)
    text = Text(
        zh=f"{name.zh}：{'、'.join(tie.candidates)}得分相同，待评审委员会决定。",
        en=f"{name.en}: {', '.join(tie.candidates)} are tied; the committee decides.",
    )
    return Blocker(text=text, clause=tie.clause, article=tie.article, url=url)


def name_of(edition: Edition, tier: str) -> Text:
    """A tier's name."""
    return tier_rule(edition, tier)[1].name


def tier_rule(edition: Edition, tier: str) -> tuple[Clause, Tier]:
    """A tier with its clause; StopIteration for a tier the regulation does not have."""
    return next((clause, rule) for clause, rule in regulation_of(edition).rules(Tier) if rule.key == tier)
