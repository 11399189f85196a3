"""Forms about an organisation and its people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Seat, Unit, User
from accounts.queries import people_in
from accounts.uscc import check_holds, compact, well_formed

from ..plain_text import one_line

SEAT_NAMES = (
    (Seat.APPLICANT_EDITOR, _("may fill in the form")),
    (Seat.APPLICANT_ADMIN, _("may also hand in, withdraw and add people")),
    (Seat.APPLICANT_VIEWER, _("may read")),
)


class OrganisationForm(forms.Form):
    """Name, code and place. A code of the wrong shape is refused; a failing check digit must be explained."""

    name = forms.CharField(label=_("Full name of the organisation"), max_length=120)
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        max_length=24,
        help_text=_("18 characters, as on the business licence."),
    )
    accepted_because = forms.CharField(
        label=_("Why the code stands although its check digit does not fit"),
        max_length=200,
        required=False,
        help_text=_("Only if the code is printed like this on your licence. The office checks it."),
    )
    area = forms.CharField(
        label=_("Town, street, park or county"),
        required=False,
        max_length=60,
        help_text=_("The recommending unit of your area is suggested by it; you can choose another."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Areas are those that have a recommending unit."""
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.ChoiceField(
            label=self.fields["area"].label, help_text=self.fields["area"].help_text, required=False, choices=_areas
        )

    def clean_name(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name"])

    def clean_uscc(self) -> str:
        """In capitals, of the standard's shape."""
        code = compact(self.cleaned_data["uscc"]).upper()
        if not well_formed(code):
            raise forms.ValidationError(
                _("This cannot be a unified social credit code: 18 digits and capitals, without I, O, S, V, Z.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        """A failing check digit needs its explanation."""
        code = self.cleaned_data.get("uscc")
        if code and not check_holds(code) and not self.cleaned_data.get("accepted_because"):
            self.add_error(
                "uscc",
                _("The check digit does not fit. Compare it with the licence; if it is printed so, say so below."),
            )
        return self.cleaned_data

    def terms(self) -> dict[str, Any]:
        """What the service takes; an explanation only where one was needed."""
        found = dict(self.cleaned_data)
        if check_holds(found["uscc"]):
            found["accepted_because"] = ""
        return found


class ColleagueForm(forms.Form):
    """A person who has an account, and the seat."""

    person_name = forms.CharField(label=_("Sign-in name or e-mail address"), max_length=150)
    seat = forms.ChoiceField(label=_("This person"), choices=SEAT_NAMES, widget=forms.RadioSelect)
    person: User

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        """``organisation``: where the seat is."""
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_person_name(self) -> str:
        """Somebody with an account who is not there yet."""
        name = one_line(self.cleaned_data["person_name"])
        people = User.objects.filter(is_active=True)
        found = people.filter(username=name).first() or people.exclude(email="").filter(email__iexact=name).first()
        if found is None:
            raise forms.ValidationError(_("Nobody signs in by this name. Ask your colleague to open an account first."))
        if people_in(self.organisation).filter(pk=found.pk).exists():
            raise forms.ValidationError(_("This person holds a seat here already."))
        self.person = found
        return name


def _areas() -> list[tuple[str, Any]]:
    units = Unit.objects.exclude(area="").order_by("scheme", "id")
    found = {unit.area: unit.name.get("zh", unit.area) for unit in units}
    return [("", _("None of these")), *found.items()]
