"""Forms about corrections and false material; the named questions arranged under their own numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from journal import clock

from ..correction_queries import numbered_questions
from ..material import Material
from .answers import SectionForm
from .layout import Group, arrange


class CorrectionForm(forms.Form):
    """Which questions, why, until which day."""

    questions = forms.MultipleChoiceField(
        label=_("Questions to be corrected"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one question.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads it: say what is wrong and what is expected."),
    )
    until = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Open until 24:00 of this day."),
    )

    def __init__(self, *args: Any, material: Material, **kwargs: Any) -> None:
        """``material``: the snapshot; its questions are offered by section."""
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (
                section.title.in_language(language),
                [(question.key, f"{number} {question.label.in_language(language)}") for number, question in several],
            )
            for section, several in numbered_questions(material)
        ]

    def clean_until(self) -> date:
        """Today at the earliest."""
        until: date = self.cleaned_data["until"]
        if until < clock.today():
            raise forms.ValidationError(gettext("This day is over."))
        return until


class FalseMaterialForm(forms.Form):
    """What shows that material is false."""

    basis = forms.CharField(
        label=_("What it rests on"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was stated, what is true, which document shows it. The applicant reads it."),
    )


class DropForm(forms.Form):
    """Why it is not so."""

    note = forms.CharField(
        label=_("Reason for not confirming"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def numbered(form: SectionForm, material: Material) -> tuple[Group, ...]:
    """The questions of a form that holds only some of a section's, each under the number of the whole form."""
    numbers = {
        question.key: number for _section, several in numbered_questions(material) for number, question in several
    }
    return tuple(
        replace(group, asked=tuple(replace(one, number=numbers.get(one.question.key, "")) for one in group.asked))
        for group in arrange(form, material, "")
    )
