"""The forms of inquiries: asking, and a unit's answer about one applicant."""

import re
import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from journal import clock
from journal.look import words
from schemes.queries import work_calendar
from schemes.regulation import Clause
from schemes.rules.periods import period

from ..inquiry_queries import Reply, askable, clauses_to_ask, questions_of, unasked, units_to_ask, wording
from ..labels import VERDICTS
from ..models import Application, EditionStage
from ..queries import regulation_of
from ..services.inquiries import MOST_WORDS

USUAL_DAYS = 5  # working days to answer, where the office says nothing else
ABOUT = (
    ("unasked", _("Every application nobody was asked about yet")),
    ("all", _("Every application in review")),
    ("these", _("These alone")),
)


class AskForm(forms.Form):
    """Which clause, what, whom, about which applications, until when, and what they may read."""

    key = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    clause = forms.ChoiceField(label=_("Clause the question concerns"))
    asks = forms.CharField(label=_("What is to be answered"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    units = forms.ModelMultipleChoiceField(
        label=_("Who is asked"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    about = forms.ChoiceField(label=_("About whom"), choices=ABOUT, widget=forms.RadioSelect, initial="unasked")
    numbers = forms.CharField(
        label=_("Numbers of these applications"), required=False, max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line, or separated by commas."),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Answer until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A working day, inclusive until 24:00."),
    )  # fmt: skip
    whole = forms.BooleanField(label=_("They may read the whole application"), required=False)
    questions = forms.MultipleChoiceField(
        label=_("What else they may read"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: the answers that the clause rests on."),
    )  # fmt: skip

    def __init__(self, *args: Any, stage: EditionStage, number: str = "", clause: str = "", **kwargs: Any) -> None:
        self.stage, regulation = stage, regulation_of(stage.edition)
        language = get_language() or "zh-hans"
        clauses = clauses_to_ask(regulation, stage.kind)
        first = next((one for one in clauses if one.id == clause), clauses[0])
        initial = {
            "key": secrets.token_hex(16), "clause": first.id,
            "asks": wording(regulation, first).in_language(language), "due_on": usual_day(),
            "about": "these" if number else "unasked", "numbers": number,
        }  # fmt: skip
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["clause"].choices = [_cited(one, language) for one in clauses]  # type: ignore[attr-defined]
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (key, label.in_language(language)) for key, label in questions_of(regulation).items()
        ]
        units: Any = self.fields["units"]
        units.queryset = units_to_ask(stage.edition)
        units.label_from_instance = lambda one: words.say(one.name, language)

    def clean(self) -> dict[str, Any]:
        """The applications that the choice comes to; numbers nobody has are named."""
        data = super().clean() or {}
        if data.get("about") == "these":
            wanted = set(re.split(r"[\s,，、;；]+", data.get("numbers", "").strip())) - {""}
            found = {row.number: row for row in askable(self.stage).filter(number__in=wanted)}
            if missing := sorted(wanted - set(found)):
                text = _("Not in review in this edition: %(numbers)s.") % {"numbers": "、".join(missing[:10])}
                self.add_error("numbers", text)
            data["applications"] = list(found.values())
            if not wanted:
                self.add_error("numbers", _("Write at least one number."))
        elif data.get("clause"):
            rows = unasked(self.stage, data["clause"]) if data.get("about") == "unasked" else askable(self.stage)
            data["applications"] = list(rows)
        return data

    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        names = ("key", "clause", "asks", "units", "due_on", "whole", "questions", "applications")
        return {name: self.cleaned_data[name] for name in names}


class AnswerForm(forms.Form):
    """One applicant: the verdict and what was found; empty while nothing is said."""

    verdict = forms.ChoiceField(
        label=_("Answer"), required=False,
        choices=[("", _("Not answered")), *((value, label) for value, (label, _kind) in VERDICTS.items())],
    )  # fmt: skip
    text = forms.CharField(
        label=_("What was found, and when"), required=False, max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, reply: Reply, **kwargs: Any) -> None:
        latest = reply.latest
        initial = {"verdict": latest.verdict, "text": latest.text} if latest else {}
        super().__init__(*args, **{**kwargs, "prefix": f"line-{reply.line.pk}", "initial": initial})
        self.reply = reply

    @property
    def application(self) -> Application:
        """The applicant's application."""
        return self.reply.line.application

    def clean(self) -> dict[str, Any]:
        """A finding comes with its words, words with a verdict, and an answer given is corrected, not taken back."""
        data = super().clean() or {}
        verdict, typed = data.get("verdict"), (data.get("text") or "").strip()
        if verdict == "finding" and not typed:
            self.add_error("text", _("Say what was found, and when."))
        if not verdict and (typed or self.reply.latest):
            self.add_error("verdict", _("Choose an answer."))
        return data


class WorkbookForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField(label=_("Filled workbook (xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))


def _cited(clause: Clause, language: str) -> tuple[str, str]:
    return clause.id, f"{words.article(clause.article, language)}　{clause.says.in_language(language)[:60]}"


def usual_day() -> date:
    """The last of the usual working days, counted from tomorrow."""
    run = period(event_on=clock.today(), length=USUAL_DAYS, unit="working_days", calendar=work_calendar())
    return run.ends_on
