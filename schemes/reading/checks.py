"""What a well-formed regulation must also satisfy: order, sums, references, and a form that asks what rules read."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from schemes.regulation.aftermath import Amendment, Priority, Prize, SelfReport
from schemes.regulation.citation import NOTICE, position
from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.eligibility import Criterion, OrganisationMeets, Reapplication
from schemes.regulation.framework import Framework
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import (
    Applicants,
    InForce,
    MinimumScore,
    NoticePeriod,
    Procedure,
    Shortlist,
    Standard,
    Tier,
    Weights,
)
from schemes.regulation.stages import StageKind
from schemes.regulation.text import Term

from .facts_asked import condition, unasked
from .marks import Place
from .openings import openings
from .wording import choices

Problem = tuple[Place, str]
R = TypeVar("R", bound=Term)
_LISTS = ("preamble", "clauses", "common")
_LAST = (StageKind.APPROVAL, StageKind.ANNOUNCEMENT)
_NOTICES = (StageKind.ACCEPTANCE_NOTICE, StageKind.RESULT_NOTICE)


def problems(regulation: Regulation, frameworks: Mapping[str, Framework]) -> list[Problem]:
    """Everything that contradicts itself in a regulation, in the order of the checks."""
    return [
        *_ids(regulation),
        *_articles(regulation),
        *_open_parameters(regulation),
        *_stages(regulation),
        *_notices(regulation),
        *_weights(regulation),
        *_tiers(regulation),
        *_clauses(regulation),
        *_standards(regulation, frameworks),
        *_applicants(regulation),
        *_questions(regulation),
        *_facts(regulation),
    ]


def _located(regulation: Regulation) -> Iterator[tuple[Place, Clause]]:
    for name in _LISTS:
        yield from (((name, n), clause) for n, clause in enumerate(getattr(regulation, name)))


def _rules(regulation: Regulation, kind: type[R]) -> Iterator[tuple[Place, R]]:
    for place, clause in _located(regulation):
        yield from (((*place, "rules", n), rule) for n, rule in enumerate(clause.rules) if isinstance(rule, kind))


def _ids(regulation: Regulation) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, clause in _located(regulation):
        if clause.id in seen:
            yield (*place, "id"), "duplicate ID, expected each clause once"
        seen.add(clause.id)


def _articles(regulation: Regulation) -> Iterator[Problem]:
    for n, clause in enumerate(regulation.preamble):
        if clause.article != NOTICE:
            yield ("preamble", n, "article"), f"expected {NOTICE}, found {clause.article}"
    for n, clause in enumerate(regulation.clauses):
        if position(clause.article) is None:
            yield ("clauses", n, "article"), f"expected an article of this regulation, found {clause.article}"
    for n, (before, after) in enumerate(pairwise(regulation.clauses), 1):
        if (position(after.article) or ()) < (position(before.article) or ()):
            message = f"expected {before.article} ({before.id}) or a later article, found {after.article}"
            yield ("clauses", n, "article"), message


def _open_parameters(regulation: Regulation) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    stages = {stage.kind for stage in regulation.stages}
    for place, parameter in openings(regulation):
        if parameter.name in seen:
            yield (*place, "name"), f"duplicate open parameter {parameter.name}, expected each name once"
        seen[parameter.name] = place
        if parameter.needed_by not in stages:
            yield (*place, "needed_by"), f"expected a stage of the procedure, found {parameter.needed_by}"
        if parameter.unit == "choice" and not parameter.choices:
            yield place, f"open parameter {parameter.name}: expected choices, found none"
    if isinstance(regulation.identity.in_force_from, OpenParameter) and not regulation.rule(InForce):
        yield ("identity", "in_force_from"), "expected a clause with an in_force rule that leaves it open, found none"


def _stages(regulation: Regulation) -> Iterator[Problem]:
    found = list(_rules(regulation, Procedure))
    if len(found) != 1:
        yield ("clauses",), f"expected one procedure, found {len(found)}"
        return
    place, procedure = found[0]
    kinds = [stage.kind for stage in procedure.stages]
    if kinds[:1] != [StageKind.APPLICATION]:
        yield (*place, "stages", 0), f"expected application first, found {kinds[0] if kinds else 'no stage'}"
    for n, (before, after) in enumerate(pairwise(kinds), 1):
        if after.rank <= before.rank:
            yield (*place, "stages", n), f"impossible order, expected a stage that can follow {before}, found {after}"
    if tuple(kinds[-2:]) != _LAST:
        yield (*place, "stages"), f"expected approval and announcement last, found {', '.join(kinds[-2:])}"


def _notices(regulation: Regulation) -> Iterator[Problem]:
    stages = {stage.kind for stage in regulation.stages}
    for place, rule in _rules(regulation, NoticePeriod):
        if rule.stage not in stages:
            yield (*place, "stage"), f"expected a stage of the procedure, found {rule.stage}"
    for place, shortlist in _rules(regulation, Shortlist):
        if shortlist.stage not in stages:
            yield (*place, "stage"), f"expected a stage of the procedure, found {shortlist.stage}"
    for kind in _NOTICES:
        if kind in stages and not regulation.notice_period(kind):
            yield ("clauses",), f"expected a notice_period for the stage {kind}, found none"


def _weights(regulation: Regulation) -> Iterator[Problem]:
    stages = {stage.kind for stage in regulation.stages}
    for place, rule in _rules(regulation, Weights):
        for stage in rule.weights:
            if stage not in stages:
                yield (*place, "weights", stage.value), "expected a stage of the procedure"
        given = [weight for weight in rule.weights.values() if isinstance(weight, Decimal)]
        if len(given) == len(rule.weights) and sum(given) != 100:
            yield (*place, "weights"), f"expected 100 in all, found {sum(given)}"


def _tiers(regulation: Regulation) -> Iterator[Problem]:
    keys = [tier.key for tier in regulation.tiers]
    if not keys:
        yield ("clauses",), "expected a tier, found none"
    for place, tier in _rules(regulation, Tier):
        if keys.count(tier.key) > 1:
            yield (*place, "key"), f"duplicate tier {tier.key}, expected each tier once"
        if tier.target > tier.quota:
            yield (*place, "target"), f"expected {tier.quota} or fewer, found {tier.target}"
    for place, named in _tiers_named(regulation):
        if named not in keys:
            yield place, f"unknown tier {named}, expected {choices(keys)}"


def _tiers_named(regulation: Regulation) -> Iterator[tuple[Place, str]]:
    for place, tier in _rules(regulation, Tier):
        if tier.draws_from:
            yield (*place, "draws_from"), tier.draws_from
    yield from (((*place, "tier"), prize.tier) for place, prize in _rules(regulation, Prize))
    yield from (((*place, "tier"), mark.tier) for place, mark in _rules(regulation, Priority))
    yield from (((*place, "tier"), least.tier) for place, least in _rules(regulation, MinimumScore))
    for place, criterion in _rules(regulation, Criterion):
        yield from (((*place, "tiers", n), tier) for n, tier in enumerate(criterion.tiers))
    for place, again in _rules(regulation, Reapplication):
        yield from (((*place, "after_tiers", n), tier) for n, tier in enumerate(again.after_tiers))


def _clauses(regulation: Regulation) -> Iterator[Problem]:
    known = {clause.id for clause in regulation.all_clauses}
    for place, id in _clauses_named(regulation):
        if id not in known:
            yield place, f"unknown clause {id}, expected a clause of this regulation"


def _clauses_named(regulation: Regulation) -> Iterator[tuple[Place, str]]:
    for place, procedure in _rules(regulation, Procedure):
        yield from (((*place, "stages", n, "clause"), stage.clause) for n, stage in enumerate(procedure.stages))
    for place, report in _rules(regulation, SelfReport):
        yield from (((*place, "clauses", n), id) for n, id in enumerate(report.clauses))
    for place, meets in _rules(regulation, OrganisationMeets):
        yield from (((*place, "clauses", n), id) for n, id in enumerate(meets.clauses))
    for place, amendment in _rules(regulation, Amendment):
        yield (*place, "clause"), amendment.clause


def _standards(regulation: Regulation, frameworks: Mapping[str, Framework]) -> Iterator[Problem]:
    found = list(_rules(regulation, Standard))
    if not found:
        yield ("clauses",), "expected a standard, found none"
    for place, rule in found:
        if rule.framework not in frameworks:
            yield (*place, "framework"), f"unknown framework {rule.framework}, expected {choices(frameworks)}"
        elif frameworks[rule.framework].total != rule.total:
            total = frameworks[rule.framework].total
            yield (*place, "total"), f"expected {total}, the points of {rule.framework}, found {rule.total}"


def _applicants(regulation: Regulation) -> Iterator[Problem]:
    found = regulation.rule(Applicants)
    kinds = list(found[1].kinds) if found else []
    if not kinds:
        yield ("clauses",), "expected an applicants rule, found none"
    forms = [form.applicant for form in regulation.forms]
    if sorted(forms) != sorted(kinds):
        yield ("forms",), f"expected one form for each of {', '.join(kinds) or 'no one'}, found {', '.join(forms)}"
    for place, rule in _rules(regulation, Criterion):
        for n, kind in enumerate(rule.applies_to):
            if kind not in kinds:
                yield (*place, "applies_to", n), f"expected {choices(kinds)}, found {kind}"


def _questions(regulation: Regulation) -> Iterator[Problem]:
    for f, form in enumerate(regulation.forms):
        seen: set[str] = set()
        for s, section in enumerate(form.sections):
            for q, question in enumerate(section.questions):
                place = ("forms", f, "sections", s, "questions", q)
                if question.key in seen:
                    yield (*place, "key"), "duplicate question, expected each key once"
                seen.add(question.key)
                if question.when and not any(condition(question.when).met_by(other) for other in form.questions()):
                    yield (*place, "when"), f"the form doesn't ask {condition(question.when)}"
                if question.type in ("choice", "events", "certificates", "awards_held") and not question.choices:
                    yield place, "expected choices, found none"


def _facts(regulation: Regulation) -> Iterator[Problem]:
    for place, rule in _rules(regulation, Criterion):
        yield from ((place, message) for message in _unasked(regulation, rule, rule.applies_to))
    for place, meets in _rules(regulation, OrganisationMeets):
        for clause, rule in regulation.rules(Criterion):
            if clause.id in meets.clauses:
                yield from ((place, message) for message in _unasked(regulation, rule, meets.applies_to))


def _unasked(regulation: Regulation, rule: Criterion, kinds: tuple[str, ...]) -> Iterator[str]:
    for form in regulation.forms:
        if form.applicant in kinds:
            yield from (f"the form for {form.applicant} doesn't ask {need}" for need in unasked(form, rule))
