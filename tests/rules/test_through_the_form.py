"""Every eligibility case of the five schemes again, typed into the real form: answers, then facts, then findings."""

from collections import defaultdict

import pytest

from schemes.regulation.eligibility import Criterion, Judged
from schemes.rules.eligibility import check
from schemes.rules.finding import Finding, Outcome

from .asking import gravest
from .reading import SHIPPED, Case, cases
from .typing import applicant_typed, refused

ASKED = [case for case in cases() if case.given.get("ask") == "eligibility" and "applicants" in case.head]


def found(case: Case) -> Finding:
    """The deciding finding of the case's clause, from the answers as typed."""
    findings = check(
        regulation=case.regulation, applicant=applicant_typed(case), on=case["day"],
        edition_ordinal=case.get("edition"), calendar=SHIPPED, tier=case.get("tier"),
    )  # fmt: skip
    about = case.get("about", "")
    return gravest(tuple(f for f in findings if f.clause == case["rule"] and about in f.label.zh))


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case.name)
def test_the_form_says_what_the_case_says(case):
    assert not refused(case)
    finding, expected = found(case), case["expect"]
    wanted = expected if isinstance(expected, dict) else {"outcome": expected}
    assert finding.outcome == wanted["outcome"], finding.because.zh
    if "may_apply_from" in wanted:
        assert finding.may_apply_from == wanted["may_apply_from"]


def decided_clauses() -> set[tuple[str, str]]:
    """Every clause of the schemes' eligibility that the machine decides."""
    return {
        (case.source, clause.id)
        for case in ASKED
        for kind in {form.applicant for form in case.regulation.forms}
        for clause, rule in case.regulation.criteria(kind)
        if isinstance(rule, Criterion) and not isinstance(rule, Judged)
    }


def test_every_clause_that_the_machine_decides_is_typed_on_both_sides():
    seen: dict[tuple[str, str], set[Outcome]] = defaultdict(set)
    for case in ASKED:
        seen[case.source, case["rule"]].add(found(case).outcome)
    one_sided = {clause for clause in decided_clauses() if not {Outcome.MET, Outcome.NOT_MET} <= seen[clause]}
    assert not one_sided
