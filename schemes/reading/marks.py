"""YAML as plain data in which every place knows its file and line. Decimals are read exactly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]
ROOT = Path(__file__).resolve().parents[2]
_FLOAT = "tag:yaml.org,2002:float"
_CONSTRUCTOR = yaml.constructor.SafeConstructor()


class RegulationError(Exception):
    """A file that can't be used; ``messages`` name file, line, place and what was expected."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


@dataclass(frozen=True)
class Mark:
    """A line of a file, counted from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        inside = self.file.is_relative_to(ROOT)
        return f"{self.file.relative_to(ROOT) if inside else self.file}:{self.line}"


@dataclass
class Document:
    """Plain data with a mark for each place in it."""

    data: Any
    marks: dict[Place, Mark] = field(default_factory=dict)

    def mark(self, place: Place) -> Mark:
        """The mark of a place, or of the nearest place around it that is written down."""
        while place and place not in self.marks:
            place = place[:-1]
        return self.marks[place]

    def part(self, *place: str | int) -> "Document":
        """The part at a place, its marks counted from there."""
        data = self.data
        for step in place:
            data = data[step]
        deep = len(place)
        return Document(data, {at[deep:]: mark for at, mark in self.marks.items() if at[:deep] == place})

    def put(self, part: "Document", *place: str | int) -> None:
        """Set a part at a place, with its own marks."""
        data, deep = self.data, len(place)
        for step in place[:-1]:
            data = data[step]
        data[place[-1]] = part.data
        self.marks = {at: mark for at, mark in self.marks.items() if at[:deep] != place}
        self.marks |= {place + at: mark for at, mark in part.marks.items()}


def listed(parts: list[Document], mark: Mark) -> Document:
    """A list made of parts; ``mark`` is where the list stands."""
    marks = {(n, *at): found for n, part in enumerate(parts) for at, found in part.marks.items()}
    return Document([part.data for part in parts], {(): mark, **marks})


def read(path: Path) -> Document:
    """Read a YAML file; RegulationError for bad syntax, an alias, or a key written twice."""
    path = path.resolve()
    marks: dict[Place, Mark] = {}
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if node is None:
            raise RegulationError([f"{Mark(path, 1)}: expected a document, found an empty file"])
        return Document(_plain(node, (), path, marks, set()), marks)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RegulationError([f"{Mark(path, line)}: expected YAML, found: {error.problem}"]) from error
    except (UnicodeDecodeError, yaml.reader.ReaderError, RecursionError) as error:
        raise RegulationError([f"{Mark(path, 1)}: expected YAML in UTF-8, found: {error}"]) from error


def _plain(node: yaml.Node, place: Place, path: Path, marks: dict[Place, Mark], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    marks[place] = Mark(path, line)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, marks[place])
    if id(node) in seen:  # an alias: a few lines could grow without end
        raise RegulationError([f"{Mark(path, line)}: expected each part written out, found an alias to it"])
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, n), path, marks, seen) for n, child in enumerate(node.value)]
    return {key: _plain(child, (*place, key), path, marks, seen) for key, child in _pairs(node, path)}


def _scalar(node: yaml.ScalarNode, mark: Mark) -> Any:
    try:
        return Decimal(node.value) if node.tag == _FLOAT else _CONSTRUCTOR.construct_object(node)
    except (ValueError, ArithmeticError) as error:
        raise RegulationError([f"{mark}: expected a number or a date, found {node.value}"]) from error


def _pairs(node: yaml.Node, path: Path) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key, child in node.value:
        mark = Mark(path, key.start_mark.line + 1)
        if not isinstance(key, yaml.ScalarNode):
            raise RegulationError([f"{mark}: expected a word as key, found a list or terms"])
        if key.value in seen:
            raise RegulationError([f"{mark}: {key.value}: written twice"])
        seen.add(key.value)
        yield key.value, child
