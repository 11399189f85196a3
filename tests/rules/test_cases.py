"""Runs every YAML case against the shipped regulations, and holds every rule ID to at least one case."""

from typing import Any

import pytest

from schemes import catalogue

from .asking import QUESTIONS
from .reading import CASES, Case, cases, load, number

ALL = tuple(cases())
ROOT = CASES.parents[1]


def same(expected: Any, found: Any) -> bool:
    """Whether an answer is as expected; of a mapping, only what the case names is compared."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(key in found and same(value, found[key]) for key, value in expected.items())
    if isinstance(expected, int | float) and not isinstance(expected, bool) and found is not None:
        return not isinstance(found, str | bool) and number(expected) == found
    if isinstance(expected, list) and isinstance(found, list | tuple):
        return len(expected) == len(found) and all(map(same, expected, found))
    return bool(expected == found)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    if case.head.get("regulation") or case.given.get("regulation"):
        assert case.regulation.clause(case["rule"]).article == case["article"]
    expected = case["expect"]
    answers = QUESTIONS[case["ask"]](case)
    expected = expected if isinstance(expected, dict) else {"outcome": expected}
    for name, value in expected.items():
        assert same(value, answers[name]), (
            f"{case['rule']} {case['article']}: {name}: {value!r}, found {answers[name]!r}"
        )


def test_case_names_are_unique() -> None:
    names = [case.name for case in ALL]
    assert len(names) == len(set(names))


def test_every_rule_has_a_case_or_a_named_test() -> None:
    proven = {rule for rule, node in load("proven_elsewhere.yaml").items() if stands(node)}
    listed = {rule for rules in load("rule_ids.yaml").values() for rule in rules}
    shipped = {clause.id for regulation in catalogue.regulations() for clause in regulation.all_clauses}
    assert (listed | shipped) - {case["rule"] for case in ALL} - proven == set()
    assert proven <= listed


def stands(node: str) -> bool:
    """Whether a node ID names a test function that exists."""
    path, _, name = node.partition("::")
    assert (ROOT / path).is_file(), node
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), node
    return True
