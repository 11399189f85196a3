"""Rules that the machine never decides, and the organisation that an individual heads."""

from dataclasses import replace

from schemes.regulation.clauses import Clause
from schemes.regulation.eligibility import Criterion, Judged, OrganisationMeets
from schemes.regulation.text import Text
from schemes.rules.finding import Outcome

from .verdict import Question, Verdict, judge, judged, met, missing

GRAVEST_FIRST = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.FOR_JUDGEMENT)


@judge.register
def _(rule: Judged, question: Question) -> Verdict:
    return Verdict(outcome=Outcome.FOR_JUDGEMENT, because=rule.asks, facts=rule.facts)


@judge.register
def _(rule: OrganisationMeets, question: Question) -> Verdict:
    organisation = question.applicant.organisation
    if organisation is None:
        return missing("organisation")
    asked = replace(question, applicant=organisation)
    found = [(clause.id, judged(criterion, asked)) for clause, criterion in _criteria(rule, question)]
    for outcome in GRAVEST_FIRST:
        for clause_id, verdict in found:
            if verdict.outcome is outcome:
                return _about_organisation(clause_id, verdict)
    return met("所在组织符合所引条款", "the organisation meets the clauses referred to", "organisation")


def _criteria(rule: OrganisationMeets, question: Question) -> list[tuple[Clause, Criterion]]:
    regulation = question.regulation
    return [(clause, found) for clause, found in regulation.criteria("organisation") if clause.id in rule.clauses]


def _about_organisation(clause_id: str, verdict: Verdict) -> Verdict:
    because = Text(
        zh=f"所在组织（{clause_id}）：{verdict.because.zh}", en=f"the organisation ({clause_id}): {verdict.because.en}"
    )
    return Verdict(outcome=verdict.outcome, because=because, facts=verdict.facts, may_apply_from=verdict.may_apply_from)
