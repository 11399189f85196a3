"""The office's decision on one application."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """Pass or not, with the reason."""

    passes = forms.TypedChoiceField(
        label=_("Decision"), choices=(("yes", _("passes")), ("no", _("does not pass"))), widget=forms.RadioSelect,
        coerce=lambda said: said == "yes", empty_value=None,
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
