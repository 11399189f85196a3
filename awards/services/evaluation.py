"""Totals by weight, the office's list of proposed winners, the committee's word on ties, and what closing writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from journal.services import record
from schemes.regulation import Clause, Text
from schemes.regulation.stages import StageKind
from schemes.rules.finding import Finding, Outcome
from schemes.rules.proposal import check_proposal
from schemes.rules.scoring import weighted_total
from schemes.rules.wording import points

from ..evaluation_queries import (
    in_review,
    key_of,
    name_of,
    pool_of,
    ranking,
    scores_of,
    selection_of,
    ties_to_decide,
    weights_of,
)
from ..models import Application, Candidate, Decision, Edition, EditionStage, QuotaPlace, Result
from ..queries import regulation_of, stage_clause, stage_of
from ..stages import Blocker
from .deciding import write_decision
from .errors import Refused
from .outcomes import record_outcome
from .telling import tell_committee, tell_office

Chosen = Mapping[str, Sequence[int]]


@transaction.atomic
def write_totals(*, stage: EditionStage, actor: User | None) -> None:
    """Write each application's total out of its stage scores by weight, exactly (TZ-19, HZ-10)."""
    weighted = weights_of(regulation_of(stage.edition))
    if weighted is None:
        raise Refused(Text(zh="权重尚未确定。", en="The weights are not settled yet."), stage_clause(stage))
    clause, shares = weighted
    rows = list(in_review(stage.edition))
    for row in rows:
        row.total_score = weighted_total(scores=scores_of(row, shares), weights=shares)
    Application.objects.bulk_update(rows, ["total_score"])
    record(
        "write_totals",
        actor=actor,
        about=stage.edition,
        weights={kind: str(share) for kind, share in shares.items()},
        totals={key_of(row): str(row.total_score) for row in rows},
        article=clause.article,
    )


@transaction.atomic
def propose_winners(*, edition: Edition, chosen: Chosen, reason: str, actor: User) -> Decision:
    """Confirm the list of proposed winners by tier (application numbers); replaces an earlier list of this stage.

    Raises :class:`Refused` over the quota (HZ-4), below a minimum (HZ-10), for somebody in an undecided tie, and for
    passing over a higher score without a reason.
    """
    stage = open_stage_for(edition, StageKind.OVERALL_EVALUATION)
    lock(edition)
    pool, rows = pool_of(edition), {row.pk: row for row in in_review(edition).select_related("organisation")}
    keys = {tier: [key_of(rows[pk]) for pk in pks if pk in rows] for tier, pks in chosen.items()}
    _check(edition, stage, keys, pool, reason)
    Candidate.objects.filter(edition=edition, state="proposed").delete()
    places = {line.ranked.entry.key: line.ranked.place for line in ranking(edition)}
    outside = {p.candidate for p in selection_of(edition, pool).proposals if p.outside_quota}
    for tier, pks in chosen.items():
        for row in (rows[pk] for pk in pks if pk in rows):
            take_place(
                edition=edition, application=row, tier=tier, rank=places[key_of(row)], outside=key_of(row) in outside
            )
    content = {"proposed": keys, "ranking": _frozen(edition)}
    return write_decision(stage=stage, kind="evaluation", content=content, text=reason, actor=actor)


def take_place(*, edition: Edition, application: Application, tier: str, rank: int, outside: bool) -> Candidate:
    """Put an application on the list, in a free place of the quota unless it stands outside it (TZ-27).

    The database gives a place away once; :class:`Refused` when none is left.
    """
    free, total = None if outside else _free_place(edition, tier), application.total_score or Decimal(0)
    try:
        with transaction.atomic():
            return Candidate.objects.create(
                edition=edition,
                application=application,
                tier=tier,
                place=free,
                outside_quota=outside,
                rank=rank,
                total=total,
            )
    except IntegrityError:
        raise Refused(
            Text(zh="该名额刚被占用，请刷新后再看。", en="That place was just taken; reload the page."),
            stage_clause(stage_of(edition, StageKind.OVERALL_EVALUATION)),  # type: ignore[arg-type]
        ) from None


@transaction.atomic
def decide_tie(*, edition: Edition, tier: str, chosen: Sequence[int], reason: str, actor: User) -> Decision:
    """Give the places for which candidates are tied to some of them; a member of the committee, with a reason."""
    stage = open_stage_for(edition, StageKind.OVERALL_EVALUATION)
    lock(edition)
    keys = {key_of(row) for row in in_review(edition).filter(pk__in=chosen).select_related("organisation")}
    tie = next((t for t in ties_to_decide(edition) if t.tier == tier and keys <= set(t.candidates)), None)
    if tie is None:
        raise Refused(
            Text(zh="该并列已有决定或已不存在。", en="This tie is decided already, or is none."), stage_clause(stage)
        )
    clause = regulation_of(edition).clause(tie.clause)
    if len(keys) != tie.places:
        raise Refused(
            Text(zh=f"并列名额{tie.places}个，须恰好选定{tie.places}个。", en=f"Choose exactly {tie.places} of them."),
            clause,
        )
    _insist_on_reason(reason, clause)
    content = {"tier": tier, "chosen": sorted(keys), "tied": list(tie.candidates)}
    decision = write_decision(stage=stage, kind="tie", content=content, text=reason, actor=actor)
    name = name_of(edition, tier)
    tell_office(
        edition,
        title=Text(zh="并列已有决定", en="A tie is decided"),
        body=Text(zh=f"{name.zh}：{'、'.join(sorted(keys))}。", en=f"{name.en}: {', '.join(sorted(keys))}."),
    )
    return decision


@transaction.atomic
def write_proposals(*, stage: EditionStage, actor: User | None, at: datetime) -> None:
    """Write, for each application still in review, that it is proposed or not, with the rule."""
    edition, clause = stage.edition, stage_clause(stage)
    proposed = {c.application_id: c for c in Candidate.objects.filter(edition=edition)}
    refusals = {(r.candidate, r.tier): r.finding for r in selection_of(edition).refusals}
    for row in in_review(edition).select_related("organisation"):
        candidate = proposed.get(row.pk)
        because = _proposed(edition, candidate) if candidate else _not_proposed(row, refusals)
        record_outcome(
            application=row,
            stage=stage,
            result=Result.PROPOSED if candidate else Result.NOT_PROPOSED,
            because=because,
            clause=clause,
            at=at,
            actor=actor,
            score=row.total_score,
        )
    tell_committee(
        edition,
        title=Text(zh="拟奖名单待审议", en="A list of proposed winners awaits you"),
        body=Text(zh=f"{edition.title['zh']}综合评价已结束。", en=f"The evaluation of {edition.title['en']} is over."),
    )


def open_stage_for(edition: Edition, kind: StageKind) -> EditionStage:
    """The stage, if it is open now; :class:`Refused` otherwise."""
    stage = EditionStage.objects.select_related("edition").filter(edition=edition, kind=kind).first()
    if stage is None or not stage.is_open:
        raise Refused(
            Text(zh="本环节未在进行中。", en="This stage is not open."), stage_clause(stage) if stage else None
        )
    return stage


def lock(edition: Edition) -> None:
    """Let one act at a time decide on an edition's list (SQLite writers queue already)."""
    Edition.objects.select_for_update().filter(pk=edition.pk).first()


def _free_place(edition: Edition, tier: str) -> QuotaPlace:
    free = QuotaPlace.objects.filter(edition=edition, tier=tier, candidate=None).order_by("number").first()
    if free is None:
        stage = stage_of(edition, StageKind.OVERALL_EVALUATION)
        raise Refused(
            Text(zh="名额已满，可少不可多。", en="Every place is taken; fewer is allowed, more never."),
            stage_clause(stage) if stage else None,
        )
    return free


def _check(edition: Edition, stage: EditionStage, keys: dict[str, list[str]], pool: dict, reason: str) -> None:
    findings = check_proposal(regulation=regulation_of(edition), proposed=keys, candidates=pool.values())
    broken = [finding for finding in findings if finding.outcome is Outcome.NOT_MET]
    if broken:
        raise Refused(
            Text(zh="名单不符合办法。", en="The list does not agree with the regulation."),
            regulation_of(edition).clause(broken[0].clause),
            [_as_blocker(finding) for finding in broken],
        )
    tied = {key for tie in selection_of(edition, pool).ties for key in tie.candidates}
    if waiting := sorted(tied & {key for names in keys.values() for key in names}):
        raise Refused(
            Text(
                zh=f"{'、'.join(waiting)}得分并列，须由评审委员会先作决定。",
                en=f"{', '.join(waiting)} are tied: the committee decides first.",
            ),
            stage_clause(stage),
        )
    for finding in findings:
        if finding.outcome is Outcome.FOR_JUDGEMENT and not reason.strip():
            raise Refused(finding.because, regulation_of(edition).clause(finding.clause))


def _as_blocker(finding: Finding) -> Blocker:
    return Blocker(text=finding.because, clause=finding.clause, article=finding.article)


def _insist_on_reason(reason: str, clause: Clause) -> None:
    if not reason.strip():
        raise Refused(Text(zh="请写明理由。", en="Please give the reason."), clause)


def _frozen(edition: Edition) -> list[dict[str, Any]]:
    return [
        {
            "place": line.ranked.place,
            "number": line.ranked.entry.key,
            "name": line.application.applicant_name,
            "scores": [str(score) for score in line.scores],
            "total": str(line.ranked.entry.score),
            "tied_with": list(line.ranked.tied_with),
        }
        for line in ranking(edition)
    ]


def _proposed(edition: Edition, candidate: Candidate) -> Text:
    name = name_of(edition, candidate.tier)
    return Text(
        zh=f"综合得分{points(candidate.total)}，第{candidate.rank}位，拟授{name.zh}。",
        en=f"Total {points(candidate.total)}, place {candidate.rank}: proposed for {name.en}.",
    )


def _not_proposed(row: Application, refusals: dict[tuple[str, str], Finding]) -> Text:
    found = [finding.because for (key, _), finding in refusals.items() if key == key_of(row)]
    total = points(row.total_score) if row.total_score is not None else "—"
    return Text(
        zh="；".join([f"综合得分{total}，未列入拟奖名单", *dict.fromkeys(text.zh for text in found)]) + "。",
        en="; ".join([f"Total {total}: not on the list", *dict.fromkeys(text.en for text in found)]) + ".",
    )
