"""Types a case's facts into the regulation's own form, as an applicant would; a fact that no question takes fails."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from awards.answers import Layout, flat
from awards.facts import stated
from awards.forms.answers import SectionForm
from awards.material import form_layout
from schemes.regulation import Form, Question
from schemes.rules.facts import Applicant

from .reading import Case, _ban, awards


def facts_of(case: Case) -> dict[str, Any]:
    """The case's applicant as the file gives it, with what the case changes."""
    facts = deepcopy(dict(case["applicants"][case.get("applicant", "sound")]))
    for key, change in case.get("but", {}).items():
        facts[key] = {**facts.get(key, {}), **change} if isinstance(change, dict) else change
    return facts


def layout_of(case: Case) -> Layout:
    """The form of the case's kind of applicant, with the years that the day asks for."""
    return form_layout(case.regulation, facts_of(case).get("kind", "organisation"), case["day"])


def typed(case: Case) -> dict[str, str]:
    """The fields that the case's facts come to; a head of an organisation states its facts in the same form."""
    facts, layout = facts_of(case), layout_of(case)
    fields = _fields(facts, layout)
    if head := facts.get("organisation"):
        theirs = {**case["applicants"][head["like"]], **head.get("but", {})}
        fields |= _fields(_asked_of_a_head(theirs, layout.form), layout)
    return fields


def _asked_of_a_head(facts: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """A person's form asks about the organisation only what its clauses read."""
    keys, types = {q.key for q in form.questions()}, {q.type for q in form.questions()}
    answers = {key: said for key, said in facts.get("answers", {}).items() if key in keys}
    kept = {name: facts[name] for name in ("events", "answered_about") if name in facts}
    return {**kept, "answers": answers, "certificates": facts.get("certificates") if "certificates" in types else None}


def applicant_typed(case: Case) -> Applicant:
    """The facts that the form's answers come to, with the awards and bans that the portal would look up."""
    facts = facts_of(case)
    return stated(
        kind=facts.get("kind", "organisation"), layout=layout_of(case), fields=typed(case),
        awards=awards(facts.get("won", ()), case), bans=[_ban(held) for held in facts.get("bans", ())],
    )  # fmt: skip


def refused(case: Case) -> dict[str, Any]:
    """What the form's pages would not take, by field."""
    layout, fields, found = layout_of(case), typed(case), {}
    for section in layout.form.sections:
        form = SectionForm(section, layout, fields)
        assert form.is_valid() or form.errors
        found.update(form.errors)
    return found


def _fields(facts: Mapping[str, Any], layout: Layout) -> dict[str, str]:
    answers: dict[str, Any] = {}
    for key, said in facts.get("answers", {}).items():
        if said is not None:
            question = _question(layout.form, key)
            answers[key] = _award(said) if question.type == "awards_held" else said
    for key, years in facts.get("series", {}).items():
        asked = layout.years(_question(layout.form, key))
        answers[key] = {int(year): said for year, said in years.items() if int(year) in asked}
    if facts.get("certificates") is not None:
        answers[_of_type(layout.form, "certificates").key] = [_certificate(held) for held in facts["certificates"]]
    return flat(answers) | _events(facts, layout.form)


def _question(form: Form, key: str) -> Question:
    found = [question for question in form.questions() if question.key == key]
    assert found, f"the form does not ask for {key}"
    return found[0]


def _of_type(form: Form, kind: str) -> Question:
    return next(question for question in form.questions() if question.type == kind)


def _award(said: Any) -> list[dict[str, Any]]:
    """``true`` is a declared award of the city's level, any list is one award a line."""
    if said is True:
        return [{"level": "city", "name": "市长质量奖", "awarded_on": date(2024, 1, 1)}]
    return list(said or ())


def _certificate(held: Mapping[str, Any]) -> dict[str, Any]:
    return {"number": "CN-1", "issuer": "认证机构", **held}


def _events(facts: Mapping[str, Any], form: Form) -> dict[str, str]:
    happened = facts.get("events") or {}
    fields: dict[str, str] = {}
    for kind in {*happened, *(facts.get("answered_about") or ())}:
        question = next(
            (q for q in form.questions() if q.type == "events" and kind in {choice.value for choice in q.choices}), None
        )
        assert question, f"the form does not ask about {kind}"
        rows = [{"on": happened[kind], "what": "已处理"}] if kind in happened else []
        fields |= flat({question.key: {kind: rows}})
    return fields
