"""Forms of the public site and of the office's notices; errors stand beside their fields."""

import re
import secrets
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from awards.plain_text import one_line, plain_text
from journal.clock import SHANGHAI
from schemes.regulation import Text

from .files import check_file
from .models import Notice, NoticeKind
from .models.objection import SETTLED
from .services.drafts import CONTACT
from .services.objections import Attachment, By


class Day(forms.DateInput):
    """A day, picked by the browser's own calendar, which reads and writes ISO dates in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CleanText(forms.CharField):
    """Text without control, surrogate and direction-override characters."""

    def to_python(self, value: Any) -> str:
        """Strip what has no business in text."""
        return plain_text(super().to_python(value) or "").strip()


class ObjectionForm(forms.Form):
    """An objection to one entry of a notice."""

    WHO = (
        ("person", _("A person, under my real name")),
        ("unit", _("A unit, under its seal")),
        ("anonymous", _("Anonymously")),
    )

    application = forms.TypedChoiceField(label=_("Whom it concerns"), coerce=int, empty_value=None)
    who = forms.ChoiceField(
        label=_("Who objects"), choices=WHO, widget=forms.RadioSelect, initial="person",
        help_text=_("An anonymous objection is recorded, but need not be answered and does not hold the procedure up."),
    )  # fmt: skip
    name = CleanText(
        label=_("Name of the person or unit"), max_length=120, required=False,
        error_messages={"required": _("Give the real name, or choose “anonymously”.")},
    )  # fmt: skip
    contact = CleanText(
        label=_("How we reach you"), max_length=200, required=False,
        help_text=_("Telephone, e-mail or address. Only the office can read it, and each reading is recorded."),
        error_messages={"required": _("Say how we reach you: telephone, e-mail or address.")},
    )  # fmt: skip
    text = CleanText(
        label=_("Facts and reasons"), max_length=4000, min_length=10, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What happened, when, and what proves it. At most 4,000 characters. Don't put your own name here."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Evidence as a file"), required=False,
        help_text=_("One PDF, JPEG or PNG of at most 10 MB. A unit attaches the sealed letter here."),
    )  # fmt: skip
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    website = forms.CharField(required=False, widget=forms.HiddenInput)  # people never see it, programs fill it in

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(entry["application"], _entry_label(entry)) for entry in notice.entries]
        self.fields["application"].choices = [("", _("Choose …")), *choices]  # type: ignore[attr-defined]
        if self.data.get("who") != "anonymous":
            self.fields["name"].required = self.fields["contact"].required = True
        self.fields["token"].initial = secrets.token_urlsafe(24)

    def clean_file(self) -> Any:
        """The file's content decides whether it may come in."""
        if file := self.cleaned_data.get("file"):
            check_file(file)
        return file

    def clean_website(self) -> str:
        """Whoever fills in the hidden field is a program."""
        if self.cleaned_data.get("website"):
            raise ValidationError(_("This form was not accepted. Please fill it in by hand."))
        return ""

    @property
    def by(self) -> By | None:
        """Who objects; None for an anonymous objection."""
        data = self.cleaned_data
        if data["who"] == "anonymous":
            return None
        return By(kind=data["who"], name=data["name"], contact=data["contact"])

    @property
    def attachment(self) -> Attachment | None:
        """The file, read."""
        file = self.cleaned_data.get("file")
        return Attachment(name=one_line(file.name)[:200], content=file.read()) if file else None


def _entry_label(entry: dict[str, Any]) -> str:
    return f"{entry['number']} {entry['name']}".strip()


class StatusForm(forms.Form):
    """Number and code of an objection's receipt."""

    number = CleanText(label=_("Number"), max_length=90)
    code = CleanText(label=_("Code"), max_length=20)

    def clean_code(self) -> str:
        """Codes are typed in any case and spacing."""
        return re.sub(r"[\s-]", "", self.cleaned_data["code"]).upper()


class VerifyForm(forms.Form):
    """Number and code of a certificate."""

    number = CleanText(label=_("Certificate number"), max_length=60)
    code = CleanText(label=_("Verification code"), max_length=24)

    def clean_code(self) -> str:
        """Codes are typed in any case and spacing."""
        return re.sub(r"[\s-]", "", self.cleaned_data["code"]).upper()

    def clean_number(self) -> str:
        """Numbers are written in capitals."""
        return str(self.cleaned_data["number"]).upper()


class VerifyFileForm(forms.Form):
    """A certificate's PDF."""

    file = forms.FileField(label=_("Certificate as a PDF file"))

    def clean_file(self) -> Any:
        """Of a sensible size."""
        file = self.cleaned_data["file"]
        if file.size > 20 * 1024 * 1024:
            raise ValidationError(_("The file is larger than 20 MB; a certificate is not."))
        return file


class NoticeForm(forms.Form):
    """A draft: wording in both languages, days, contact."""

    title_zh = CleanText(label=_("Title (Chinese)"), max_length=120)
    title_en = CleanText(label=_("Title (English)"), max_length=200)
    body_zh = CleanText(label=_("Text (Chinese), a paragraph a line"), widget=forms.Textarea(attrs={"rows": 8}))
    body_en = CleanText(label=_("Text (English), a paragraph a line"), widget=forms.Textarea(attrs={"rows": 8}))
    publish_on = forms.DateField(label=_("Day of publication"), widget=Day())
    until = forms.DateField(label=_("Last day, until 24:00"), widget=Day())
    hour = forms.TimeField(
        label=_("Hour of the deadline"), required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Empty: 24:00 of the last day."),
    )  # fmt: skip
    telephone = CleanText(label=_("Telephone"), max_length=60, required=False)
    address = CleanText(label=_("Address"), max_length=200, required=False)
    postcode = CleanText(label=_("Postcode"), max_length=12, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, notice: Notice, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not notice.takes_objections:
            del self.fields["publish_on"]
        if notice.kind != NoticeKind.CALL:
            del self.fields["hour"]
        if notice.kind == NoticeKind.ANNOUNCEMENT:
            del self.fields["until"]
        self._today = today

    def clean_publish_on(self) -> date:
        """Not in the past."""
        chosen: date = self.cleaned_data["publish_on"]
        if chosen < self._today:
            raise ValidationError(_("This day is over."))
        return chosen

    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "title": Text(zh=data["title_zh"], en=data["title_en"]),
            "body": Text(zh=_lines(data["body_zh"]), en=_lines(data["body_en"])),
            "contact": {key: data.get(key, "") for key in CONTACT},
            "publish_on": data.get("publish_on"),
            "until": data.get("until"),
            "hour": data.get("hour"),
        }


def notice_initial(notice: Notice, today: date) -> dict[str, Any]:
    """A draft as the form shows it."""
    hour = None
    if notice.kind == NoticeKind.CALL and notice.ends_at:
        local: time = notice.ends_at.astimezone(SHANGHAI).time()
        hour = None if local == time() else local
    return {
        "title_zh": notice.title["zh"], "title_en": notice.title["en"], "body_zh": notice.body["zh"],
        "body_en": notice.body["en"], "publish_on": today, "until": notice.period_until, "hour": hour,
        **notice.contact,
    }  # fmt: skip


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


class ExaminerForm(forms.Form):
    """Who examines."""

    examiner = forms.ModelChoiceField(label=_("Examined by"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["examiner"].queryset = officers  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """The written answer."""

    state = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    reasons = CleanText(
        label=_("Written answer with reasons"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Read by whoever objected and by the applicant. It must not tell who objected."),
    )  # fmt: skip
    basis = CleanText(label=_("Number of the report or decision it rests on"), max_length=200, required=False)
    loses = forms.TypedChoiceField(
        label=_("If upheld: what the committee decided"), required=False, coerce=lambda value: value == "yes",
        choices=(("yes", _("The award is lost")), ("no", _("The proposal stands"))),
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip

    def __init__(self, *args: Any, investigated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {
            "upheld": gettext("Upheld"), "partly": gettext("Upheld in part, without effect on the list"),
            "dismissed": gettext("Dismissed"),
        }  # fmt: skip
        self.fields["state"].choices = [(state.value, named[state.value]) for state in SETTLED]  # type: ignore[attr-defined]
        if not investigated:
            del self.fields["loses"]
        else:
            self.fields["basis"].required = True


class MediaForm(forms.Form):
    """Where a notice appeared."""

    medium = CleanText(label=_("Medium"), max_length=120)
    appeared_on = forms.DateField(label=_("Day"), widget=Day())
    reference = CleanText(label=_("Page or address"), max_length=300)
