"""Forms about an organisation and its people."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Unit, User
from accounts.queries import people_in
from accounts.services import Rights
from accounts.uscc import check_holds, compact, well_formed

from ..plain_text import one_line


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


class RightsForm(forms.Form):
    """What a member may do beside reading; handing in is a right of its own."""

    edit = forms.BooleanField(label=_("may fill in the form and attach files"), required=False)
    submit = forms.BooleanField(label=_("may hand in and withdraw applications"), required=False)
    manage = forms.BooleanField(label=_("administrator: may do all this, invite and remove people"), required=False)

    def rights(self) -> Rights:
        """The rights as ticked."""
        return Rights(**{name: self.cleaned_data[name] for name in ("edit", "submit", "manage")})


class InvitationForm(RightsForm):
    """Whom to invite, by account or e-mail; left empty, the link is passed on by hand."""

    to = forms.CharField(
        label=_("E-mail address or sign-in name"),
        max_length=150,
        required=False,
        help_text=_("Left empty, you get a link to pass on yourself. Everybody invited may read."),
    )
    field_order = ("to", "edit", "submit", "manage")

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        """``organisation``: where the person is invited."""
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_to(self) -> str:
        """An address, or somebody with an account who is not there yet."""
        name = one_line(self.cleaned_data["to"])
        person = self._person(name)
        if person is not None and people_in(self.organisation).filter(pk=person.pk).exists():
            raise forms.ValidationError(_("This person holds a seat here already."))
        if name and person is None:
            _check_address(name)
        return name

    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        name = self.cleaned_data["to"]
        person = self._person(name)
        return {"person": person, "email": "" if person else name, "rights": self.rights()}

    def _person(self, name: str) -> User | None:
        people = User.objects.filter(is_active=True)
        by_name = people.filter(username=name).first() if name else None
        return by_name or (people.filter(email__iexact=name).first() if "@" in name else None)


def _check_address(name: str) -> None:
    if "@" not in name:
        raise forms.ValidationError(_("Nobody signs in by this name. Write the e-mail address, or leave it empty."))
    validate_email(name)


def _areas() -> list[tuple[str, Any]]:
    units = Unit.objects.exclude(area="").order_by("scheme", "id")
    found = {unit.area: unit.name.get("zh", unit.area) for unit in units}
    return [("", _("None of these")), *found.items()]
