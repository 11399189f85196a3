"""The ranking line by line, the proposed winners, and the decisions about the list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import MinimumScore, Tier
from schemes.regulation.stages import StageKind
from schemes.rules.selection import Selection

from ...decision_queries import awaits, candidates_of, decisions_of, in_order
from ...evaluation_queries import key_of, name_of, ranking, selection_of, weights_of
from ...labels import CANDIDATES, DECISIONS, standing_label
from ...marks import put_marks
from ...models import Candidate, Edition
from ...queries import regulation_of, stage_of, stage_rule
from ...services.evaluation import propose_winners
from ..acts import act
from .scope import edition_of, frame, office_only

# Once the list is closed the rules propose nothing any more: the page shows what was decided.
CLOSED = Selection(proposals=(), vacancies=(), ties=(), refusals=())


@office_only
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking with scores, weights, ties, minimum and quotas; the office confirms the list (POST)."""
    edition = edition_of(request, pk)
    stage = stage_of(edition, StageKind.OVERALL_EVALUATION)
    if stage is None or stage.opened_at is None:
        return redirect("office_edition", pk)
    stage.edition = edition
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        terms: dict[str, Any] = {"edition": edition, "chosen": _chosen(edition, request.POST), "reason": reason}
        if act(request, propose_winners, done=_("The list of proposed winners is confirmed."), **terms):
            return redirect("evaluation", pk)
    return render(request, "awards/office/evaluation.html", _context(request, edition, stage, reason))


def _context(request: HttpRequest, edition: Edition, stage: Any, reason: str) -> dict[str, Any]:
    lines = ranking(edition)
    put_marks(edition, [line.application for line in lines])
    selection = selection_of(edition) if stage.is_open else CLOSED
    listed = {c.application_id: c for c in Candidate.objects.filter(edition=edition)}
    proposed = {p.candidate: p for p in selection.proposals}
    tied = {key for tie in selection.ties for key in tie.candidates}
    weighted = weights_of(regulation_of(edition))
    typed, said = _typed(request), {o.application_id: o.because for o in stage.outcomes.all()}
    rows = []
    for line in lines:
        key = key_of(line.application)
        kept = listed.get(line.application.pk)
        chosen = kept.tier if kept else proposed[key].tier if key in proposed and not listed else ""
        rows.append(
            {
                "line": line,
                "number": key,
                "badge": standing_label(line.application.standing),
                "chosen": typed.get(line.application.pk, chosen),
                "proposal": proposed.get(key),
                "listed": kept,
                "tied": key in tied,
                "because": said.get(line.application.pk),
            }
        )
    _draw_minimum(rows, edition)
    return frame(
        request,
        edition,
        (stage_rule(stage).name, ""),
        stage=stage,
        rows=rows,
        weights=[(_rule_name(edition, kind), share) for kind, share in weighted[1].items()] if weighted else [],
        weights_clause=weighted[0] if weighted else None,
        tiers=_tiers(edition, selection),
        ties=[(name_of(edition, tie.tier), tie) for tie in selection.ties],
        minimums=_minimums(edition),
        cut_drawn=any(row.get("cut") for row in rows),
        confirmed=decisions_of(edition).filter(kind="evaluation").last(),
        reason=reason,
        open_now=stage.is_open,
    )


def _typed(request: HttpRequest) -> dict[int, str]:
    return {
        int(name.removeprefix("tier-")): str(value)
        for name, value in request.POST.items()
        if _is_key(name.removeprefix("tier-"))
    }


def _is_key(written: str) -> bool:
    return written.isdecimal() and len(written) < 19


def _chosen(edition: Edition, typed: Any) -> dict[str, list[int]]:
    chosen: dict[str, list[int]] = {tier.key: [] for tier in regulation_of(edition).tiers}
    for name, value in typed.items():
        if _is_key(name.removeprefix("tier-")) and value in chosen:
            chosen[value].append(int(name.removeprefix("tier-")))
    return chosen


def _rule_name(edition: Edition, kind: str) -> Any:
    return next((rule.name for rule in regulation_of(edition).stages if rule.kind == kind), kind)


def _minimums(edition: Edition) -> list[dict[str, Any]]:
    rules = regulation_of(edition).rules(MinimumScore)
    return [
        {"clause": clause, "tier": name_of(edition, rule.tier), "at_least": rule.at_least}
        for clause, rule in rules
        if not isinstance(rule.at_least, OpenParameter)
    ]


def _draw_minimum(rows: list[dict[str, Any]], edition: Edition) -> None:
    """Mark the last line that reaches the highest minimum: the line under it is the cut."""
    least = max((found["at_least"] for found in _minimums(edition)), default=None)
    reaching = [row for row in rows if least is not None and row["line"].ranked.entry.score >= least]
    if reaching and len(reaching) < len(rows):
        reaching[-1]["cut"] = True


def _tiers(edition: Edition, selection: Any) -> list[dict[str, Any]]:
    return [
        {
            "key": tier.key,
            "name": tier.name,
            "clause": clause,
            "quota": tier.quota,
            "proposed": [p for p in selection.proposals if p.tier == tier.key],
            "vacant": [v for v in selection.vacancies if v.tier == tier.key],
            "refused": [r for r in selection.refusals if r.tier == tier.key],
        }
        for clause, tier in regulation_of(edition).rules(Tier)
    ]


@office_only
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as it stands, and every decision about it with its paper."""
    edition = edition_of(request, pk)
    context = frame(request, edition, (_("List and decisions"), ""), **list_context(edition))
    return render(request, "awards/office/decisions.html", context)


def list_context(edition: Edition) -> dict[str, Any]:
    """What the list's pages of office, committee and approver share."""
    names = {tier.key: tier.name for tier in regulation_of(edition).tiers}
    taken, listed = list(decisions_of(edition)), in_order(edition, candidates_of(edition))
    put_marks(edition, [candidate.application for candidate in listed])
    return {
        "candidates": [
            {"candidate": c, "tier": names[c.tier], "number": key_of(c.application), "badge": _state(c)} for c in listed
        ],
        "decisions": [
            {"decision": d, "what": DECISIONS[(d.kind, d.accepted)], "paper": getattr(d, "document", None)}
            for d in taken
        ],
        "awaits": awaits(edition),
        "listed": any(line.kind == "evaluation" for line in taken),
        "quotas": [(tier.name, tier.quota) for tier in regulation_of(edition).tiers],
    }


def _state(candidate: Candidate) -> dict[str, Any]:
    label, kind = CANDIDATES[candidate.state]
    return {"label": label, "kind": kind}
