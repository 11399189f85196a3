"""Asking to break a seal: which, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ScoreSheet


class UnsealingForm(forms.Form):
    """Without a sheet: open the panel's sheets early. With one: let its scorer go on with it."""

    use_required_attribute = False
    what = forms.ChoiceField(label=_("What for"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the journal, and in the record that the observer reads."),
    )  # fmt: skip

    def __init__(self, *args: Any, sheets: Sequence[ScoreSheet], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sheets = {str(sheet.pk): sheet for sheet in sheets if sheet.locked_at}
        lines = [(pk, _line(sheet)) for pk, sheet in self.sheets.items()]
        early = [("early", _("Let the office see the sheets before all are in"))]
        whole = early if any(not sheet.locked_at for sheet in sheets) else []
        self.fields["what"].choices = [*whole, (_("Unlock one sheet"), lines)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Adds ``sheet``: the sheet to unlock, None for the whole panel."""
        data = super().clean() or {}
        return data | {"sheet": self.sheets.get(data.get("what", ""))}


def _line(sheet: ScoreSheet) -> str:
    application = sheet.assignment.application
    return f"{application.number} {application.applicant_name} · {sheet.member.person}"
