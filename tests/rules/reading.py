"""Reads the YAML cases and turns their facts into what the core takes."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from schemes import catalogue
from schemes.regulation.document import Regulation
from schemes.regulation.stages import StageKind
from schemes.rules.calendar import Arrangement, WorkCalendar
from schemes.rules.candidates import Candidate
from schemes.rules.facts import Applicant, AwardHeld, BanHeld, Certificate, Event

CASES = Path(__file__).resolve().parents[1] / "cases"
NOT_CASES = {"rule_ids.yaml", "proven_elsewhere.yaml"}
SHIPPED = WorkCalendar(
    arrangements=[
        Arrangement(year=year.year, notice=year.notice, off=year.days_off(), make_up=year.days_worked())
        for year in catalogue.calendar_years()
    ]
)


@dataclass(frozen=True)
class Case:
    """One case with the head of its file: regulation, day, settled parameters, applicants."""

    source: str
    head: Mapping[str, Any]
    given: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.given[key] if key in self.given else self.head[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self.given.get(key, self.head.get(key, default))

    @property
    def name(self) -> str:
        return f"{self.source}-{self.given['rule']}-{self.given['title']}"

    @property
    def regulation(self) -> Regulation:
        settled = {**self.head.get("settled", {}), **self.given.get("settled", {})}
        for name in self.given.get("unsettled", ()):
            del settled[name]
        return regulation(self["regulation"], tuple(sorted(settled.items())))


@cache
def regulation(name: str, settled: tuple[tuple[str, Any], ...]) -> Regulation:
    """A shipped regulation, ``scheme/version``, with an edition's values."""
    found = catalogue.regulation(*name.split("/"))
    return catalogue.settled(found, dict(settled)) if settled else found


def cases() -> Iterator[Case]:
    """Every case of every file, in order."""
    for path in sorted(CASES.glob("*.yaml")):
        if path.name not in NOT_CASES:
            head = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield from (Case(path.stem, head, given) for given in head.pop("cases"))


def load(name: str) -> Any:
    """One of the lists beside the cases."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def number(value: Any) -> Decimal:
    """A number as it is written, never through a float."""
    return Decimal(str(value))


def applicant(case: Case) -> Applicant:
    """The case's applicant: one of the file's cast, with what the case changes; null takes an answer away."""
    facts = deepcopy(dict(case["applicants"][case.get("applicant", "sound")]))
    for key, change in case.get("but", {}).items():
        facts[key] = {**facts.get(key, {}), **change} if isinstance(change, dict) else change
    return _applicant(facts, case)


def _applicant(facts: Mapping[str, Any], case: Case) -> Applicant:
    answers = {key: value for key, value in facts.get("answers", {}).items() if value is not None}
    head = facts.get("organisation")
    certificates = facts.get("certificates")
    return Applicant(
        kind=facts.get("kind", "organisation"),
        answers={key: number(v) if isinstance(v, float) else v for key, v in answers.items()},
        series={key: {int(y): number(v) for y, v in years.items()} for key, years in facts.get("series", {}).items()},
        certificates=None if certificates is None else tuple(Certificate(**held) for held in certificates),
        events=tuple(Event(kind=kind, happened_on=day) for kind, day in facts.get("events", {}).items()),
        declared_events=frozenset(facts.get("answered_about", ())),
        awards=awards(facts.get("won", ()), case),
        bans=tuple(_ban(held) for held in facts.get("bans", ())),
        organisation=_applicant({**case["applicants"][head["like"]], **head.get("but", {})}, case) if head else None,
    )


def awards(won: Any, case: Case) -> tuple[AwardHeld, ...]:
    """Awards held; one without a scheme is of the case's own scheme."""
    own = case.regulation.identity
    return tuple(AwardHeld(**{"scheme": own.scheme, "level": own.level, "tier": "", **one}) for one in won)


def _ban(held: Mapping[str, Any]) -> BanHeld:
    return BanHeld(
        schemes=frozenset(held["awards"]), since=held["since"], until=held["until"], clause="", article=held["article"]
    )


def candidates(case: Case) -> tuple[Candidate, ...]:
    """Candidates by key; a bare number is a score, what is said of all stands under ``all``."""
    every = case.get("all", {})
    return tuple(
        _candidate(key, {**every, **(given if isinstance(given, dict) else {"score": given})}, case)
        for key, given in case["candidates"].items()
    )


def _candidate(key: str, given: Mapping[str, Any], case: Case) -> Candidate:
    return Candidate(
        key=key, score=number(given["score"]), kind=given.get("kind", "organisation"), tier=given.get("tier"),
        passed=frozenset(StageKind(stage) for stage in given.get("passed", ())),
        awards=awards(given.get("won", ()), case),
    )  # fmt: skip


def day(value: Any) -> date:
    """A day; anything else in its place is a mistake in the case."""
    assert type(value) is date, value
    return value
