"""The office's forms: opening an edition, a parameter's value, judgements, rejection, payments."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal import clock
from journal.templatetags.portal import say
from schemes.models import RegulationVersion
from schemes.regulation import OpenParameter

from ...screening_queries import Screened

UNITS = {
    "working_days": _("working days"),
    "days": _("days"),
    "months": _("months"),
    "years": _("years"),
    "percent": "%",
    "points": _("points"),
    "yuan": _("yuan"),
}


def day_field(label: Any, **terms: Any) -> forms.DateField:
    """A day, entered in the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **terms)


class OpenEditionForm(forms.Form):
    """Which version, which year, from when, how many winners are planned."""

    version = forms.ModelChoiceField(label=_("Regulation version"), queryset=RegulationVersion.objects.none())
    year = forms.IntegerField(label=_("Year of the award"), min_value=2000, max_value=2100)
    starts_on = day_field(_("First day"), help_text=_("The day of the call; the timetable is counted from it."))
    planned = forms.IntegerField(label=_("Planned winners"), min_value=0, required=False)

    def __init__(self, *args: Any, scheme: str, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = RegulationVersion.objects.filter(scheme=scheme, status="in_force").order_by("-version")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["version"].label_from_instance = _version_name  # type: ignore[attr-defined]
        self.fields["version"].initial = versions.first()
        self.fields["planned"].max_value = most  # type: ignore[attr-defined]
        self.fields["planned"].validators.append(forms.IntegerField(max_value=most).validators[0])
        self.fields["planned"].help_text = _("At most %(most)s, the sum of the quotas; fewer is always allowed.") % {
            "most": most
        }


def _version_name(version: RegulationVersion) -> str:
    return f"{say(version.regulation.identity.title)} · {version.version}"


class ParameterForm(forms.Form):
    """The value, in the kind the regulation asks for, and the document it rests on."""

    def __init__(self, *args: Any, parameter: OpenParameter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(parameter)
        self.fields["basis"] = forms.CharField(
            label=_("Basis"),
            max_length=300,
            help_text=_("The document that fixes it: title, number, date."),
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def value(self) -> Any:
        """The value as the edition keeps it (JSON)."""
        value = self.cleaned_data["value"]
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return str(value)
        return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _value_field(parameter: OpenParameter) -> forms.Field:
    label = _("Value")
    match parameter.unit:
        case "date":
            return day_field(label)
        case "yes_no":
            return forms.ChoiceField(
                label=label, choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
            )
        case "choice":
            return forms.ChoiceField(label=label, choices=[(choice, choice) for choice in parameter.choices])
        case "text":
            return forms.CharField(label=label, max_length=300)
        case "percent" | "points":
            field: forms.Field = forms.DecimalField(
                label=label, min_value=0, max_value=100 if parameter.unit == "percent" else 1000, decimal_places=4
            )
        case _:
            field = forms.IntegerField(label=label, min_value=0)
    field.unit = UNITS.get(parameter.unit, "")  # type: ignore[attr-defined]
    return field


class JudgementForm(forms.Form):
    """One rule: met or not, and why; empty while nothing is said."""

    met = forms.ChoiceField(
        label=_("Your judgement"),
        required=False,
        choices=[("", _("Not judged")), ("yes", _("Met")), ("no", _("Not met"))],
        widget=forms.Select,
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=1000)

    def __init__(self, *args: Any, screened: Screened, **kwargs: Any) -> None:
        judged = screened.judged
        initial = {"met": "yes" if judged.met else "no", "reason": judged.reason} if judged else {}
        super().__init__(*args, **{**kwargs, "prefix": screened.name, "initial": initial})
        self.screened = screened

    def clean(self) -> dict[str, Any]:
        """A judgement comes with its reason."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("met") and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Please give the reason of your judgement."))
        return data

    def said(self) -> bool:
        """Whether there is a new word on the rule."""
        return bool(self.cleaned_data.get("met")) and self.has_changed()


class RejectionForm(forms.Form):
    """Under which clause, and why."""

    clause = forms.ChoiceField(label=_("Clause it rests on"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = clauses  # type: ignore[attr-defined]


class SendBackForm(forms.Form):
    """Why a proposed rejection is not confirmed."""

    note = forms.CharField(label=_("Why it is sent back"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)


class PaymentForm(forms.Form):
    """A payment of prize money."""

    yuan = forms.IntegerField(label=_("Amount"), min_value=1)
    paid_on = day_field(_("Paid on"))
    payee = forms.CharField(label=_("Payee"), max_length=120)
    voucher = forms.CharField(label=_("Voucher number"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["yuan"].unit = _("yuan")  # type: ignore[attr-defined]
        self.fields["paid_on"].initial = clock.today()


class ApprovalForm(forms.Form):
    """The approving document."""

    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    decided_on = day_field(_("Date of the document"))

    def __init__(self, *args: Any, number_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_number"].required = number_needed


class ReturnForm(forms.Form):
    """Why the list goes back."""

    reason = forms.CharField(label=_("Reason of the return"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class CommitteeForm(forms.Form):
    """When the committee decided, and what it wants to say."""

    decided_on = day_field(_("Date of the decision"))
    text = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class StrikeForm(forms.Form):
    """One candidate: struck or not, and why."""

    strike = forms.BooleanField(label=_("Strike from the list"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """A strike comes with its reason."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("strike") and not (data.get("reason") or "").strip():
            self.add_error("reason", _("A strike needs its reason."))
        return data
