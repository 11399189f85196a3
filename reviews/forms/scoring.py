"""One item as typed: field names carry the item's key, so that many forms share a page."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from schemes.rules.scoring import PERCENTAGES

from ..services.scoring import LONGEST


class ItemForm(forms.Form):
    """Percentage, strengths, opportunities; ``revision`` is what the page was built from."""

    revision = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, item: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields[item] = forms.TypedChoiceField(
            label=_("Percentage"), required=False, coerce=int, empty_value=None,
            choices=[("", "—"), *((step, str(step)) for step in PERCENTAGES)],
            error_messages={"invalid_choice": _("Percentages go from 0 to 100 in steps of five.")},
        )  # fmt: skip
        for name, label in (("strengths", _("Strengths")), ("opportunities", _("Opportunities for improvement"))):
            self.fields[f"{item}-{name}"] = forms.CharField(label=label, required=False, max_length=LONGEST)

    @property
    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "percent": data[self.item],
            "strengths": data[f"{self.item}-strengths"],
            "opportunities": data[f"{self.item}-opportunities"],
            "revision": data["revision"],
        }


class PresentationForm(forms.Form):
    """A presentation's points and a remark; the points can wait until the sheet is to be locked."""

    use_required_attribute = False
    points = forms.DecimalField(label=_("Points"), min_value=Decimal(0), decimal_places=2)
    comment = forms.CharField(
        label=_("Remark"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, most: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["points"].required = not self.is_bound or "lock" in self.data
        self.fields["points"].validators.append(MaxValueValidator(most))
        self.fields["points"].widget.attrs |= {"inputmode": "decimal", "max": most, "step": "0.01"}
        self.fields["points"].help_text = _("0 to %(most)s, with two decimals at most.") % {"most": most}
