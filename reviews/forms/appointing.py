"""Making up a panel: who sits in it, who leads it, what it reviews."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from awards.models import Application

from ..models import CommentsPer, Expert, PanelAssignment

COMMENTS = ((CommentsPer.ITEM, _("for every item")), (CommentsPer.CATEGORY, _("for every category")))


class PeopleField(forms.ModelMultipleChoiceField):
    """People with their profile beside the name."""

    profiles: dict[int, Expert] = {}

    def label_from_instance(self, obj: User) -> str:
        """Name, employer, title, trades, marks."""
        return described(obj, self.profiles.get(obj.pk))


class ApplicationsField(forms.ModelMultipleChoiceField):
    """Applications by number and name."""

    def label_from_instance(self, obj: Application) -> str:
        """Number and applicant."""
        return f"{obj.number} {obj.applicant_name}".strip()


class PersonField(forms.ModelChoiceField):
    """A person by name."""

    profiles: dict[int, Expert] = {}

    def label_from_instance(self, obj: User) -> str:
        """Name and profile."""
        return described(obj, self.profiles.get(obj.pk))


class AppointForm(forms.Form):
    """A new panel."""

    name = forms.CharField(label=_("Name of the panel"), max_length=60)
    members = PeopleField(label=_("Members"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple)
    leader = PersonField(label=_("Leader"), queryset=User.objects.none(), required=False)
    applications = ApplicationsField(
        label=_("Applications"), queryset=Application.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    comments_per = forms.ChoiceField(
        label=_("Strengths or opportunities are needed"), choices=COMMENTS, initial=CommentsPer.ITEM
    )

    def __init__(
        self, *args: Any, people: QuerySet[User], profiles: dict[int, Expert], waiting: QuerySet[Application],
        leader: bool, **kwargs: Any,
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        for name in ("members", "leader"):
            self.fields[name].profiles = profiles  # type: ignore[attr-defined]
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        self.fields["applications"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["leader"].required = leader
        if not leader:
            del self.fields["leader"]


class AddMemberForm(forms.Form):
    """One more scorer."""

    person = PersonField(label=_("Add a member"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: QuerySet[User], profiles: dict[int, Expert], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].profiles = profiles  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """More applications for a panel."""

    applications = ApplicationsField(
        label=_("Applications without a panel"), queryset=Application.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: QuerySet[Application], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = waiting  # type: ignore[attr-defined]


class RecuseForm(forms.Form):
    """The office closes an application to a member."""

    person = PersonField(label=_("Member"), queryset=User.objects.none())
    assignment = forms.ModelChoiceField(label=_("Application"), queryset=PanelAssignment.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, people: QuerySet[User], assignments: QuerySet[PanelAssignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["assignment"].queryset = assignments  # type: ignore[attr-defined]
        self.fields["assignment"].label_from_instance = lambda row: str(row.application)  # type: ignore[attr-defined]


def described(person: User, profile: Expert | None) -> str:
    """A name with what the pool knows about the person."""
    if profile is None:
        return str(person)
    marks = [profile.employer, profile.title, " ".join(profile.trades)]
    marks += [str(_("can lead"))] if profile.may_lead else []
    marks += [str(_("preferred by the regulation"))] if profile.preferred else []
    return " · ".join([str(person), *(mark for mark in marks if mark)])
