"""Puts shared parts into a regulation: sections of the banks by ``use``, common clauses by their articles."""

from pathlib import Path
from typing import Any

from .marks import Document, Place, RegulationError, listed, read
from .wording import choices, said

BANKS = Path(__file__).resolve().parents[1] / "forms"
COMMON = Path(__file__).resolve().parents[1] / "regulations" / "common.yaml"


def resolve(document: Document) -> None:
    """Replace ``use`` and ``common`` in place; RegulationError for what doesn't exist."""
    for n, form in enumerate(_items(document.data, "forms")):
        if isinstance(form, dict) and isinstance(form.get("sections"), list):
            place: Place = ("forms", n, "sections")
            parts = [_section(document, (*place, m)) for m in range(len(form["sections"]))]
            document.put(listed(parts, document.mark(place)), *place)
    _add_common(document)


def _items(data: Any, key: str) -> list[Any]:
    return data[key] if isinstance(data, dict) and isinstance(data.get(key), list) else []


def _section(document: Document, place: Place) -> Document:
    section = document.part(*place)
    if not isinstance(section.data, dict) or "use" not in section.data:
        return section
    for word in section.data:
        if word not in ("use", "also", "without"):
            raise RegulationError([said(document, (*place, word), "unknown term, expected one of also, use, without")])
        if word != "use" and not isinstance(section.data[word], list):
            raise RegulationError([said(document, (*place, word), f"expected a list, found {section.data[word]}")])
    shared = _from_bank(document, (*place, "use"), str(section.data["use"]))
    kept = [shared.part("questions", n) for n in _kept(document, place, shared, section.data.get("without", []))]
    added = [section.part("also", n) for n in range(len(section.data.get("also", [])))]
    shared.put(listed(kept + added, shared.mark(("questions",))), "questions")
    return shared


def _from_bank(document: Document, place: Place, name: str) -> Document:
    bank, _, key = name.partition(".")
    if not (BANKS / f"{bank}.yaml").is_file():
        known = choices(path.stem for path in BANKS.glob("*.yaml"))
        raise RegulationError([said(document, place, f"unknown bank {bank}, expected {known}")])
    sections = read(BANKS / f"{bank}.yaml")
    for n, section in enumerate(sections.data):
        if section["key"] == key:
            return sections.part(n)
    known = choices(section["key"] for section in sections.data)
    raise RegulationError([said(document, place, f"unknown section {key}, expected {known}")])


def _kept(document: Document, place: Place, shared: Document, without: list[str]) -> list[int]:
    keys = [question["key"] for question in shared.data["questions"]]
    for n, key in enumerate(without):
        if key not in keys:
            raise RegulationError([said(document, (*place, "without", n), f"no question {key} in the section")])
    return [n for n, key in enumerate(keys) if key not in without]


def _add_common(document: Document) -> None:
    """Every regulation carries the common clauses; ``common`` names its own articles for them."""
    if not isinstance(document.data, dict):
        return
    articles = document.data.get("common", {})
    if not isinstance(articles, dict):
        raise RegulationError([said(document, ("common",), f"expected an article by clause, found {articles}")])
    shared = read(COMMON)
    known = [clause["id"] for clause in shared.data]
    for id in articles:
        if id not in known:
            raise RegulationError([said(document, ("common", id), f"unknown common clause, expected {choices(known)}")])
    parts = [shared.part(n) for n in range(len(known))]
    for id, part in zip(known, parts, strict=True):
        if id in articles:
            part.put(document.part("common", id), "article")
    document.put(listed(parts, shared.mark(())), "common")
