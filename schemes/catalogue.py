"""The shipped regulations, frameworks and calendars: loaded, checked, digested, and settled for an edition."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from schemes.reading.banks import resolve
from schemes.reading.checks import problems
from schemes.reading.facts_asked import readers
from schemes.reading.marks import Document, RegulationError, read
from schemes.reading.openings import openings, replaced
from schemes.reading.wording import choices, explained, label, said
from schemes.regulation.calendar_year import CalendarYear
from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.eligibility import Criterion, OrganisationMeets
from schemes.regulation.forms import Form
from schemes.regulation.framework import Framework
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import InForce

__all__ = [
    "RegulationError", "calendar_years", "digest", "framework", "frameworks", "load", "load_calendar_year",
    "load_framework", "open_parameters", "regulation", "regulations", "settled",
]  # fmt: skip

HERE = Path(__file__).resolve().parent
M = TypeVar("M", bound=BaseModel)


def load(path: Path | str) -> Regulation:
    """Read and check one regulation; RegulationError names file, line, clause and what was expected."""
    document = read(Path(path))
    resolve(document)
    found = _typed(Regulation, document)
    if wrong := problems(found, frameworks()):
        raise RegulationError([said(document, place, message) for place, message in wrong])
    return _cited(found)


@cache
def regulations() -> tuple[Regulation, ...]:
    """Every shipped regulation, by scheme and version."""
    return tuple(load(path) for path in sorted((HERE / "regulations").glob("*/*.yaml")))


def regulation(scheme: str, version: str) -> Regulation:
    """One shipped regulation; KeyError if there is none."""
    for found in regulations():
        if (found.identity.scheme, found.identity.version) == (scheme, version):
            return found
    raise KeyError((scheme, version))


def load_framework(path: Path | str) -> Framework:
    """Read and check a scoring framework."""
    return _typed(Framework, read(Path(path)))


@cache
def frameworks() -> Mapping[str, Framework]:
    """The shipped scoring frameworks by key."""
    found = (load_framework(path) for path in sorted((HERE / "frameworks").glob("*.yaml")))
    return {framework.key: framework for framework in found}


def framework(key: str) -> Framework:
    """One shipped framework; KeyError if there is none."""
    return frameworks()[key]


def load_calendar_year(path: Path | str) -> CalendarYear:
    """Read and check the arrangement of one year."""
    return _typed(CalendarYear, read(Path(path)))


@cache
def calendar_years() -> tuple[CalendarYear, ...]:
    """The State Council's arrangements that are shipped, in order."""
    return tuple(load_calendar_year(path) for path in sorted((HERE / "calendars").glob("*.yaml")))


def digest(regulation: Regulation) -> str:
    """SHA-256 over the canonical JSON of the whole document, in hexadecimal."""
    data = regulation.model_dump(mode="json")
    written = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def open_parameters(regulation: Regulation) -> tuple[tuple[Clause, OpenParameter], ...]:
    """What the text leaves open, each with the clause that leaves it open (G-10)."""
    in_force = regulation.rule(InForce)
    ours = [(in_force[0], parameter) for _, parameter in openings(regulation.identity) if in_force]
    return (*ours, *((clause, found) for clause in regulation.all_clauses for _, found in openings(clause)))


def settled(regulation: Regulation, values: Mapping[str, object]) -> Regulation:
    """The regulation with an edition's values for open parameters; those not given stay open.

    Values may be typed or as written in JSON; RegulationError for an unknown name, a value that its unit
    doesn't allow, and values that contradict each other.
    """
    known = {parameter.name: parameter for _, parameter in open_parameters(regulation)}
    wrong = [f"unknown open parameter {name}, expected {choices(known)}" for name in values if name not in known]
    if wrong:
        raise RegulationError(wrong)
    typed = {name: _value(known[name], value) for name, value in values.items()}
    data = replaced(regulation.model_dump(), typed)
    try:
        result = Regulation.model_validate(data)
    except ValidationError as error:
        raise RegulationError([f"{e['loc'][-1]}: {e['msg']}" for e in error.errors()]) from error
    if found := problems(result, frameworks()):
        raise RegulationError([": ".join([*label(data, place), message]) for place, message in found])
    return result


def _value(parameter: OpenParameter, value: object) -> object:
    try:
        return _converted(parameter, value)
    except (ValueError, InvalidOperation):
        allowed = choices(parameter.choices) if parameter.unit == "choice" else parameter.unit
        raise RegulationError([f"{parameter.name}: expected {allowed}, found {value}"]) from None


def _converted(parameter: OpenParameter, value: object) -> object:
    match parameter.unit:
        case "date":
            return value if type(value) is date else date.fromisoformat(_text(value))
        case "yes_no":
            return _one_of(value, (True, False))
        case "choice":
            return _one_of(value, parameter.choices)
        case "text":
            return _one_of(_text(value).strip() and value, (value,))
        case "percent" | "points":
            return _at_most(_number(value), Decimal(100 if parameter.unit == "percent" else 1000))
        case _:
            return int(_one_of(_number(value), (_number(value).to_integral_value(),)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if not any(type(value) is type(each) and value == each for each in allowed):
        raise ValueError(value)
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError(value)
    number = Decimal(value)
    if not number.is_finite() or number < 0:
        raise ValueError(value)
    return number


def _at_most(number: Decimal, most: Decimal) -> Decimal:
    if number > most:
        raise ValueError(number)
    return number


def _typed(model: type[M], document: Document) -> M:
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise RegulationError(explained(document, error)) from error


def _cited(regulation: Regulation) -> Regulation:
    """Each question names the clauses that read its answer."""
    return regulation.model_copy(update={"forms": tuple(_with_clauses(form, regulation) for form in regulation.forms)})


def _with_clauses(form: Form, regulation: Regulation) -> Form:
    rules = list(_reading(regulation, form.applicant))
    sections = []
    for section in form.sections:
        asked = (
            question.model_copy(update={"clauses": question.clauses or readers(question, iter(rules))})
            for question in section.questions
        )
        sections.append(section.model_copy(update={"questions": tuple(asked)}))
    return form.model_copy(update={"sections": tuple(sections)})


def _reading(regulation: Regulation, applicant: str) -> Iterator[tuple[str, Criterion]]:
    """The eligibility rules that a kind of applicant answers for, its own organisation's included."""
    meets = (rule for _, rule in regulation.criteria(applicant) if isinstance(rule, OrganisationMeets))
    borrowed = {id for rule in meets for id in rule.clauses}
    for clause, rule in regulation.rules(Criterion):
        if applicant in rule.applies_to or clause.id in borrowed:
            yield clause.id, rule
