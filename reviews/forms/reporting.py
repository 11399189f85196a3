"""The panel's report: one text, and a summary with a proposal per application."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import PanelAssignment, PanelReport
from ..services.reports import Conclusion

PASS, FAIL = "pass", "fail"
PROPOSALS = (("", _("undecided yet")), (PASS, _("should pass")), (FAIL, _("should not pass")))


class ReportForm(forms.Form):
    """``revision`` is what the page was built from. A draft may have gaps, a report that is handed in may not."""

    use_required_attribute = False
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Report"), widget=forms.Textarea(attrs={"rows": 12}), max_length=30000,
        help_text=_("How the panel worked, with which methods, what it found, where its members differed."),
    )  # fmt: skip

    def __init__(self, *args: Any, report: PanelReport | None, assignments: Sequence[PanelAssignment], **kwargs: Any):
        lines = {line.assignment_id: line for line in report.lines.all()} if report else {}
        initial = {"revision": report.revision if report else 0, "body": report.text if report else ""}
        for row in assignments:
            line = lines.get(row.pk)
            initial[f"proposes-{row.pk}"] = {True: PASS, False: FAIL}.get(line.proposes, "") if line else ""  # type: ignore[arg-type]
            initial[f"summary-{row.pk}"] = line.summary if line else ""
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.assignments = assignments
        draft = self.is_bound and "hand_in" not in self.data
        self.fields["body"].required = not draft
        for row in assignments:
            self.fields[f"proposes-{row.pk}"] = forms.ChoiceField(
                label=_("Proposal"), choices=PROPOSALS, required=not draft
            )
            self.fields[f"summary-{row.pk}"] = forms.CharField(
                label=_("Summary"), required=False, max_length=10000, widget=forms.Textarea(attrs={"rows": 4})
            )

    @property
    def conclusions(self) -> dict[int, Conclusion]:
        """What was said of each application, by assignment."""
        data = self.cleaned_data
        return {
            row.pk: Conclusion(
                summary=data[f"summary-{row.pk}"], proposes={PASS: True, FAIL: False}.get(data[f"proposes-{row.pk}"])
            )
            for row in self.assignments
        }

    @property
    def asked(self) -> list[tuple[PanelAssignment, Any, Any]]:
        """Each application with its two fields, for the template."""
        return [(row, self[f"proposes-{row.pk}"], self[f"summary-{row.pk}"]) for row in self.assignments]
