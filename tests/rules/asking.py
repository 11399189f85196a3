"""What a case can ask: each question puts the case's facts to the core and names the answers it gives."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from schemes import catalogue
from schemes.regulation.organs import Shortlist, Weights
from schemes.regulation.stages import StageKind
from schemes.rules import bans, monitoring, periods, prizes, ranking, scoring, shortlist, sunset, timetable
from schemes.rules.eligibility import check
from schemes.rules.finding import Finding, Outcome
from schemes.rules.parameters import blocking
from schemes.rules.proposal import check_proposal
from schemes.rules.selection import select

from .reading import SHIPPED, Case, applicant, awards, candidates, number

GRAVEST_FIRST = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.FOR_JUDGEMENT, Outcome.MET)
QUESTIONS: dict[str, Callable[[Case], dict[str, Any]]] = {}


def question(ask: Callable[[Case], dict[str, Any]]) -> Callable[[Case], dict[str, Any]]:
    """Register a question under its function's name."""
    QUESTIONS[ask.__name__] = ask
    return ask


def gravest(findings: tuple[Finding, ...]) -> Finding:
    """The finding that decides."""
    return next(finding for outcome in GRAVEST_FIRST for finding in findings if finding.outcome is outcome)


@question
def eligibility(case: Case) -> dict[str, Any]:
    findings = check(
        regulation=case.regulation, applicant=applicant(case), on=case["day"], edition_ordinal=case.get("edition"),
        calendar=SHIPPED, tier=case.get("tier"),
    )  # fmt: skip
    about = case.get("about", "")
    ours = tuple(f for f in findings if f.clause == case["rule"] and about in f.label.zh)
    assert ours, f"no criterion of {case['rule']} about {about!r}"
    finding = gravest(ours)
    assert finding.article == case["article"] and finding.because.zh and finding.because.en
    return {"outcome": finding.outcome, "may_apply_from": finding.may_apply_from, "because": finding.because.zh}


@question
def clause(case: Case) -> dict[str, Any]:
    """What the document itself says: rules of a kind in the clause, field by field."""
    found = case.regulation.clause(case["rule"])
    assert found.says.zh and found.says.en
    rules = [rule.model_dump(mode="json") for rule in found.rules]
    return {
        "rules": rules,
        "kinds": [rule["kind"] for rule in rules],
        **{rule["kind"]: rule for rule in reversed(rules)},
    }


@question
def day(case: Case) -> dict[str, Any]:
    found = SHIPPED.explain(case["day"])
    return {"works": found.works, "provisional": found.provisional, "why": found.why.zh}


@question
def period(case: Case) -> dict[str, Any]:
    return _period(
        periods.period(
            event_on=case["event_on"], length=case["length"], unit=case["unit"], calendar=SHIPPED,
            first_day=case.get("first_day", "day_after"),
        )
    )  # fmt: skip


def _period(found: periods.Period) -> dict[str, Any]:
    numbers = {day.day: day.number for day in found.days}
    return {
        "first_day": found.first_day, "ends_on": found.ends_on, "fixed_end": found.fixed_end,
        "provisional": found.provisional, "rolled_over": found.rolled_over, "numbers": numbers,
        "ends_at": periods.ends_at(found.ends_on).isoformat(),
    }  # fmt: skip


@question
def notice(case: Case) -> dict[str, Any]:
    found = case.regulation.notice_period(StageKind(case["stage"]))
    assert found
    finding = periods.check_period(
        clause=found[0], rule=found[1], published_on=case["published_on"], ends_on=case["ends_on"], calendar=SHIPPED
    )
    return {"outcome": finding.outcome, "clause": finding.clause, "on_upheld": found[1].on_upheld}


@question
def notice_plan(case: Case) -> dict[str, Any]:
    found = case.regulation.notice_period(StageKind(case["stage"]))
    assert found
    return _period(periods.propose_period(publish_on=case["published_on"], rule=found[1], calendar=SHIPPED))


@question
def stages(case: Case) -> dict[str, Any]:
    return {"stages": [stage.kind.value for stage in case.regulation.stages]}


@question
def plan(case: Case) -> dict[str, Any]:
    planned = timetable.propose(regulation=case.regulation, opens_on=case["opens_on"], calendar=SHIPPED)
    return {
        "provisional": [stage.kind.value for stage in planned if stage.provisional],
        **{stage.kind.value: [stage.opens_on, stage.closes_on] for stage in planned},
    }


@question
def blocked(case: Case) -> dict[str, Any]:
    missing = blocking(open_parameters=catalogue.open_parameters(case.regulation), stage=StageKind(case["stage"]))
    return {"missing": sorted(one.name for clause, one in missing if clause.id == case["rule"])}


@question
def points(case: Case) -> dict[str, Any]:
    try:
        return {"points": scoring.item_points(percent=case["percent"], points=case["of"])}
    except ValueError:
        return {"points": "refused"}


@question
def comments(case: Case) -> dict[str, Any]:
    given = scoring.Comments(
        item="4.1.2", percent=case["percent"], strengths=case["strengths"], improvements=case["improvements"]
    )
    return {"contradiction": bool(scoring.contradictions([given]))}


@question
def spread(case: Case) -> dict[str, Any]:
    found = scoring.spread(item="4.1.2", percents=case["percents"], tolerance=case["tolerance"])
    return {
        "range": found.range, "stdev": scoring.displayed(found.stdev), "outliers": list(found.outliers),
        "over_tolerance": found.over_tolerance,
    }  # fmt: skip


@question
def panel(case: Case) -> dict[str, Any]:
    score = scoring.panel_score(number(total) for total in case["totals"])
    return {"score": score, "displayed": scoring.displayed(score)}


@question
def framework(case: Case) -> dict[str, Any]:
    found = catalogue.framework(case["framework"])
    full = {item.key: 100 for item in found.items}
    nothing = {item.key: 0 for item in found.items}
    return {
        "categories": len(found.categories), "items": len(found.items), "percentages": list(found.percentages),
        "full": scoring.sheet_total(percents=full, items=found.items),
        "empty": scoring.sheet_total(percents=nothing, items=found.items),
        "by_category": list(scoring.category_totals(percents=full, categories=found.categories).values()),
    }  # fmt: skip


@question
def weighted(case: Case) -> dict[str, Any]:
    found = case.regulation.rule(Weights)
    assert found and found[0].id == case["rule"]
    weights = {stage: share for stage, share in found[1].weights.items() if isinstance(share, Decimal)}
    scores = {StageKind(stage): number(score) for stage, score in case["scores"].items()}
    try:
        return {"total": scoring.weighted_total(scores=scores, weights=weights)}
    except ValueError:
        return {"total": "refused"}


@question
def places(case: Case) -> dict[str, Any]:
    """Competition ranking of scores by key."""
    ranked = ranking.rank(ranking.Entry(key=key, score=number(score)) for key, score in case["scores"].items())
    return {
        "places": {one.entry.key: one.place for one in ranked},
        "tied": sorted(k for o in ranked for k in o.tied_with),
    }


@question
def goes_on(case: Case) -> dict[str, Any]:
    found = case.regulation.rule(Shortlist)
    assert found
    ranked = ranking.rank(ranking.Entry(key=key, score=number(score)) for key, score in case["scores"].items())
    cut = shortlist.shortlist(rule=found[1], ranked=ranked, planned=case["planned"])
    checked = shortlist.check_shortlist(
        regulation=case.regulation, clause=found[0], rule=found[1], ranked=ranked, planned=case["planned"],
        chosen=case.get("chosen", cut.certain),
    )  # fmt: skip
    return {
        "places": cut.places, "certain": list(cut.certain), "tied": list(cut.tied),
        "outcome": gravest(checked).outcome, "clause": found[0].id,
    }  # fmt: skip


@question
def selection(case: Case) -> dict[str, Any]:
    try:
        found = select(
            regulation=case.regulation, candidates=candidates(case), planned=case.get("planned"),
            decided=case.get("decided"),
        )  # fmt: skip
    except ValueError as error:
        return {"refused": str(error)}
    return {
        "winners": {tier.key: list(found.winners(tier.key)) for tier in case.regulation.tiers},
        "outside_quota": [p.candidate for p in found.proposals if p.outside_quota],
        "vacant": {vacancy.tier: vacancy.places for vacancy in found.vacancies},
        "tied": {tie.tier: [list(tie.candidates), tie.places] for tie in found.ties},
        "refused": {f"{r.candidate}/{r.tier}": r.finding.clause for r in found.refusals},
        "cites": sorted({p.clause for p in found.proposals}),
    }


@question
def proposal(case: Case) -> dict[str, Any]:
    findings = check_proposal(
        regulation=case.regulation, proposed=case["proposed"], candidates=candidates(case), planned=case.get("planned"),
        published=case.get("published"), failed=case.get("failed", ()),
    )  # fmt: skip
    broken = [finding for finding in findings if finding.outcome is Outcome.NOT_MET]
    return {"outcome": gravest(findings).outcome, "broken": sorted({finding.clause for finding in broken})}


@question
def prize(case: Case) -> dict[str, Any]:
    due = prizes.prize_due(regulation=case.regulation, tier=case["tier"], earlier=awards(case.get("earlier", ()), case))
    if due is None:
        return {"yuan": None, "items": []}
    return {"yuan": due.yuan, "items": list(due.items), "use_limited": due.use_limited, "clause": due.clause}


@question
def ban(case: Case) -> dict[str, Any]:
    regulation = case.regulation
    found = bans.ban_rules(regulation=regulation, cause=case["cause"])
    held = [bans.ban(regulation=regulation, clause=c, rule=r, decided_on=case["decided_on"]) for c, r in found]
    barred = bans.running(bans=held, scheme=case.get("from", regulation.identity.scheme), on=case.get("day", date.max))
    free = bans.free_from(bans=held, scheme=regulation.identity.scheme, on=case["decided_on"])
    return {
        "until": max((one.until for one in held), default=None), "barred": bool(barred), "free_from": free,
        "cites": sorted({one.clause for one in held}), "awards": sorted({name for one in held for name in one.schemes}),
    }  # fmt: skip


@question
def window(case: Case) -> dict[str, Any]:
    which = {"monitoring": monitoring.monitoring_window, "validity": monitoring.validity_window}[case["window"]]
    found = which(regulation=case.regulation, awarded_on=case["awarded_on"])
    if found is None:
        return {"until": None, "inside": False, "clause": None}
    return {"until": found.until, "inside": found.holds(case["day"]), "clause": found.clause}


@question
def duties(case: Case) -> dict[str, Any]:
    asked, awarded_on = case.regulation, case["awarded_on"]
    due = (
        *monitoring.confirmations(regulation=asked, awarded_on=awarded_on),
        *monitoring.obligations(regulation=asked, awarded_on=awarded_on),
        *monitoring.visits(regulation=asked, awarded_on=awarded_on, until=case.get("until", awarded_on)),
    )
    return {"due": [one.due_on for one in due if one.clause == case["rule"]]}


@question
def report(case: Case) -> dict[str, Any]:
    due = monitoring.self_report(
        regulation=case.regulation, awarded_on=case["awarded_on"], event_on=case["event_on"], calendar=SHIPPED
    )
    if due is None:
        return {"standing": None}
    on = case.get("day", case["event_on"])
    standing = monitoring.report_standing(due=due, reported_on=case.get("reported_on"), on=on)
    return {"standing": standing, "last_day": due.period.ends_on, "clause": due.clause}


@question
def title(case: Case) -> dict[str, Any]:
    state = monitoring.title_state(
        regulation=case.regulation, awarded_on=case["awarded_on"], on=case["day"], revoked_on=case.get("revoked_on")
    )
    return {"state": state}


@question
def revocation(case: Case) -> dict[str, Any]:
    found = monitoring.revocable(
        regulation=case.regulation, cause=case["cause"], awarded_on=case["awarded_on"],
        happened_on=case.get("happened_on", case["awarded_on"]),
    )  # fmt: skip
    rules = [SimpleNamespace(clause=clause.id, rule=rule) for clause, rule in found]
    return {
        "revocable": bool(rules), "cites": [one.clause for one in rules],
        "recover": list(rules[0].rule.recover) if rules else [], "grounds": sum(len(o.rule.grounds) for o in rules),
        "discretionary": any(one.rule.discretionary for one in rules), "stop_use": any(o.rule.stop_use for o in rules),
    }  # fmt: skip


@question
def opening(case: Case) -> dict[str, Any]:
    finding = sunset.may_open(regulation=case.regulation, on=case["day"])
    warning = sunset.sunset_warning(regulation=case.regulation, on=case["day"])
    return {"outcome": finding.outcome, "clause": finding.clause, "warned": warning is not None}


@question
def open_by_stage(case: Case) -> dict[str, Any]:
    parameters = catalogue.open_parameters(case.regulation)
    return {stage.value: len(blocking(open_parameters=parameters, stage=stage)) for stage in StageKind}
