"""Which named fields a question of a form consists of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from schemes.regulation import Form, Question, Text
from schemes.regulation.forms import Choice
from schemes.regulation.framework import Framework, Item

SlotType = Literal["line", "text", "whole", "decimal", "date", "yes_no", "choice"]
LONGEST = {"line": 300, "text": 20_000, "whole": 20, "decimal": 30, "date": 10, "yes_no": 3, "choice": 60}
MOST_ROWS = 30

_HAD = {
    "certificates": Text(zh="是否持有认证证书", en="Are certificates held?"),
    "awards_held": Text(zh="是否获得过", en="Have any been won?"),
}
_CERTIFICATE: tuple[tuple[str, SlotType, Text, bool], ...] = (
    ("type", "choice", Text(zh="类别", en="Kind"), True),
    ("number", "line", Text(zh="证书编号", en="Number"), True),
    ("issuer", "line", Text(zh="认证机构", en="Certifying body"), True),
    ("valid_from", "date", Text(zh="有效期自", en="Valid from"), True),
    ("valid_until", "date", Text(zh="有效期至", en="Valid until"), True),
    ("effective_from", "date", Text(zh="体系运行起始日期", en="System running since"), False),
)
_AWARD: tuple[tuple[str, SlotType, Text, bool], ...] = (
    ("level", "choice", Text(zh="级别", en="Level"), True),
    ("name", "line", Text(zh="奖项名称", en="Award"), True),
    ("awarded_on", "date", Text(zh="获奖日期", en="Awarded on"), True),
)
_EVENT: tuple[tuple[str, SlotType, Text, bool], ...] = (
    ("on", "date", Text(zh="发生日期", en="Happened on"), True),
    ("what", "line", Text(zh="情况及处理结果", en="What happened and how it ended"), False),
)
COLUMNS = {"certificates": _CERTIFICATE, "awards_held": _AWARD, "events": _EVENT}


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One field: its name, what may be typed, and whether an answer is incomplete without it."""

    name: str
    type: SlotType
    label: Text
    required: bool = True
    max_length: int = 300
    choices: tuple[Choice, ...] = ()
    unit: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A form in an edition: series end with ``last_year``; self-assessment goes by the framework's items."""

    form: Form
    last_year: int
    framework: Framework | None = None

    def years(self, question: Question) -> tuple[int, ...]:
        """The years a series asks for, oldest first."""
        return tuple(range(self.last_year - question.years + 1, self.last_year + 1))

    @property
    def items(self) -> tuple[Item, ...]:
        """The items a self-assessment answers."""
        return self.framework.items if self.framework else ()


def slots(question: Question, layout: Layout, fields: Mapping[str, str], *, spare: int = 0) -> tuple[Slot, ...]:
    """The fields of a question; tables have the rows that are filled in, and ``spare`` empty ones."""
    match question.type:
        case "evidence":
            return ()
        case "series":
            return tuple(_year(question, year) for year in layout.years(question))
        case "self_assessment":
            return tuple(_item(question, item) for item in layout.items)
        case "certificates" | "awards_held":
            return tuple(_table(question, question.key, _HAD[question.type], fields, spare))
        case "events":
            return tuple(
                slot
                for kind in question.choices
                for slot in _table(question, f"{question.key}-{kind.value}", kind.label, fields, spare)
            )
        case simple:
            return (_plain(question, simple),)


def rows_in(prefix: str, fields: Mapping[str, str]) -> tuple[int, ...]:
    """The numbers of a table's rows that have something in them."""
    found = {
        int(number)
        for name, typed in fields.items()
        if typed
        and name.startswith(f"{prefix}-")
        and (number := name[len(prefix) + 1 :].split("-")[0]).isdecimal()
        and len(number) < 6
    }
    return tuple(sorted(number for number in found if number < MOST_ROWS))


def row_slots(question: Question, prefix: str, number: int) -> tuple[Slot, ...]:
    """The fields of one row of a table."""
    return tuple(
        Slot(
            name=f"{prefix}-{number}-{column}",
            type=type_,
            label=label,
            required=required,
            max_length=LONGEST[type_],
            choices=question.choices if type_ == "choice" else (),
        )
        for column, type_, label, required in COLUMNS[question.type]
    )


def _table(question: Question, prefix: str, had: Text, fields: Mapping[str, str], spare: int) -> Iterator[Slot]:
    yield Slot(name=f"{prefix}-had", type="yes_no", label=had, max_length=LONGEST["yes_no"])
    filled = rows_in(prefix, fields)
    empty = [number for number in range(MOST_ROWS) if number not in filled][:spare]
    for number in sorted((*filled, *empty)):
        yield from row_slots(question, prefix, number)


def _plain(question: Question, type_: SlotType) -> Slot:
    return Slot(
        name=question.key,
        type=type_,
        label=question.label,
        required=question.required,
        max_length=question.max_length or LONGEST[type_],
        choices=question.choices,
        unit=question.unit,
    )


def _year(question: Question, year: int) -> Slot:
    label = Text(zh=f"{question.label.zh} {year}年", en=f"{question.label.en} {year}")
    return Slot(
        name=f"{question.key}-{year}",
        type="decimal",
        label=label,
        required=question.required,
        max_length=LONGEST["decimal"],
        unit=question.unit,
    )


def _item(question: Question, item: Item) -> Slot:
    return Slot(
        name=f"{question.key}-{item.key}",
        type="text",
        label=Text(zh=f"{item.number} {item.name.zh}", en=f"{item.number} {item.name.en}"),
        required=question.required,
        max_length=question.max_length or LONGEST["text"],
    )
