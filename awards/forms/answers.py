"""A section of the regulation's form as a Django form; everything typed is kept, what cannot be read is pointed out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schemes.regulation import Section, Text

from ..answers import NO, YES, Layout, Slot, parse, slots

RADIOS_UP_TO = 5


def _in_language(text: Text) -> str:
    return text.in_language(get_language() or "zh-hans")


in_reader_language = lazy(_in_language, str)


class AnswerField(forms.CharField):
    """One field as typed; its meaning is the slot's."""

    def __init__(self, slot: Slot) -> None:
        """An empty answer is no error while typing: handing in asks for it."""
        super().__init__(required=False, label=in_reader_language(slot.label), widget=widget_of(slot))
        self.slot = slot
        self.unit = slot.unit

    def clean(self, value: Any) -> Any:
        """The slot's value."""
        return parse(self.slot, value or "")


class SectionForm(forms.Form):
    """The fields of one section; ``spare`` is how many empty rows a table offers."""

    def __init__(
        self, section: Section, layout: Layout, fields: Mapping[str, str], *, spare: int = 1, **kwargs: Any
    ) -> None:
        """``fields``: what stands in the form, shown and judged as typed."""
        super().__init__(data=dict(fields), **kwargs)
        self.section = section
        self.slots = {question.key: slots(question, layout, fields, spare=spare) for question in section.questions}
        for several in self.slots.values():
            for slot in several:
                self.fields[slot.name] = AnswerField(slot)


def widget_of(slot: Slot) -> forms.Widget:
    """How a field is typed in."""
    return _WIDGETS[slot.type](slot)


def _line(slot: Slot) -> forms.Widget:
    return forms.TextInput(attrs={"maxlength": slot.max_length, "autocomplete": "off"})


def _text(slot: Slot) -> forms.Widget:
    return forms.Textarea(attrs={"maxlength": slot.max_length, "rows": 5})


def _whole(slot: Slot) -> forms.Widget:
    return forms.TextInput(attrs={"inputmode": "numeric", "maxlength": slot.max_length, "autocomplete": "off"})


def _decimal(slot: Slot) -> forms.Widget:
    return forms.TextInput(attrs={"inputmode": "decimal", "maxlength": slot.max_length, "autocomplete": "off"})


def _date(slot: Slot) -> forms.Widget:
    return forms.DateInput(attrs={"type": "date", "max": "2200-12-31"})


def _yes_no(slot: Slot) -> forms.Widget:
    words = (_("Yes, as follows"), _("None to state")) if slot.name.endswith("-had") else (_("Yes"), _("No"))
    return forms.RadioSelect(choices=((YES, words[0]), (NO, words[1])))


def _choice(slot: Slot) -> forms.Widget:
    offered = [(choice.value, in_reader_language(choice.label)) for choice in slot.choices]
    if len(offered) <= RADIOS_UP_TO and "-" not in slot.name:
        return forms.RadioSelect(choices=offered)
    return forms.Select(choices=[("", _("Choose …")), *offered])


_WIDGETS = {
    "line": _line, "text": _text, "whole": _whole, "decimal": _decimal, "date": _date, "yes_no": _yes_no,
    "choice": _choice,
}  # fmt: skip
