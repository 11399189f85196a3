"""Signing the undertaking and declaring interests: one question per applicant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from ..models import PanelAssignment
from ..services import Interest

NONE, SOME = "none", "some"
CHOICES = ((NONE, _("I have no interest in this applicant")), (SOME, _("I have an interest and recuse myself")))


class UndertakingForm(forms.Form):
    """The signature, unless it stands already, and the applicants about whom nothing has been said yet."""

    signed_name = forms.CharField(label=_("Your name, as a signature"), max_length=60)

    def __init__(self, *args: Any, person: User, signed: bool, assignments: Sequence[PanelAssignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.person, self.assignments = person, assignments
        self.fields["signed_name"].help_text = _("Write your name as it is registered: %(name)s") % {"name": person}
        self.fields["signed_name"].widget.attrs["autocomplete"] = "name"
        if signed:
            del self.fields["signed_name"]
        for row in assignments:
            self._ask(row)

    def clean_signed_name(self) -> str:
        """The person's own name."""
        name = self.cleaned_data["signed_name"].strip()
        if name != str(self.person):
            raise forms.ValidationError(_("The signature must be your name as registered."))
        return name

    def clean(self) -> dict[str, Any]:
        """An interest needs a sentence about it."""
        for row in self.assignments:
            if self.cleaned_data.get(f"interest-{row.pk}") == SOME and not self._reason(row):
                self.add_error(f"reason-{row.pk}", _("Say in a sentence what the interest is."))
        return self.cleaned_data

    @property
    def interests(self) -> dict[int, Interest]:
        """What was declared, by assignment."""
        return {
            row.pk: Interest(conflict=self.cleaned_data[f"interest-{row.pk}"] == SOME, reason=self._reason(row))
            for row in self.assignments
        }

    @property
    def asked(self) -> list[tuple[PanelAssignment, Any, Any]]:
        """Each applicant with its two fields, for the template."""
        return [(row, self[f"interest-{row.pk}"], self[f"reason-{row.pk}"]) for row in self.assignments]

    def _reason(self, row: PanelAssignment) -> str:
        return (self.cleaned_data.get(f"reason-{row.pk}") or "").strip()

    def _ask(self, row: PanelAssignment) -> None:
        label = f"{row.application.number} {row.application.applicant_name}".strip()
        self.fields[f"interest-{row.pk}"] = forms.ChoiceField(label=label, choices=CHOICES, widget=forms.RadioSelect)
        self.fields[f"reason-{row.pk}"] = forms.CharField(
            label=_("What the interest is"), max_length=300, required=False,
            help_text=_("For instance: worked there, advised it, holds shares, a relative works there."),
        )  # fmt: skip


class InterestForm(forms.Form):
    """An interest that came up later."""

    reason = forms.CharField(
        label=_("What the interest is"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: worked there, advised it, holds shares, a relative works there."),
    )  # fmt: skip
