"""What is typed and what it means: full-width digits, Chinese dates, tables; a malformed answer is unknown."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from awards.answers import Layout, Slot, flat, parse, slots, value
from awards.computed import computed
from awards.facts import stated
from awards.plain_text import one_line, plain_text
from schemes.catalogue import regulations
from schemes.regulation import Text

LABEL = Text(zh="一", en="one")
FORMS = [(regulation, form) for regulation in regulations() for form in regulation.forms]


def typed(kind, text, **terms):
    return parse(Slot(name="x", type=kind, label=LABEL, **terms), text)


@pytest.mark.parametrize(
    "kind, text, means",
    [
        ("whole", "１，２３４", 1234),
        ("whole", "0", 0),
        ("decimal", "-12.50", Decimal("-12.50")),
        ("decimal", "98.6%", Decimal("98.6")),
        ("date", "2026年3月1日", date(2026, 3, 1)),
        ("date", "2026-03-01", date(2026, 3, 1)),
        ("yes_no", "no", False),
        ("line", "  ", None),
    ],
)
def test_what_is_typed_means(kind, text, means):
    assert typed(kind, text) == means


@pytest.mark.parametrize(
    "kind, text",
    [
        ("whole", "12.5"), ("whole", "-1"), ("whole", "many"), ("decimal", "NaN"), ("decimal", "1e400"),
        ("decimal", "Infinity"), ("date", "2026-02-30"), ("date", "0026-01-01"), ("yes_no", "maybe"), ("choice", "z"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(kind, text):
    with pytest.raises(ValidationError):
        typed(kind, text)


def test_a_limit_counts_characters_and_is_inclusive():
    assert typed("text", "质" * 30, max_length=30)
    with pytest.raises(ValidationError):
        typed("text", "质" * 31, max_length=30)


def test_invisible_and_turning_characters_do_not_come_in():
    assert plain_text("a\u202eb\x00c\r\nd\ud800") == "abc\nd"
    assert one_line(" 质 量\n奖\u200b ") == "质 量 奖"


@pytest.mark.parametrize("regulation, form", FORMS, ids=lambda found: getattr(found, "applicant", ""))
def test_nothing_answered_leaves_every_fact_unknown(regulation, form):
    layout = Layout(form=form, last_year=2025)
    applicant = stated(kind=form.applicant, layout=layout, fields={})
    assert (applicant.answers, applicant.certificates, applicant.declared_events) == ({}, None, frozenset())


@pytest.mark.parametrize("regulation, form", FORMS, ids=lambda found: getattr(found, "applicant", ""))
def test_what_is_written_is_what_is_read(regulation, form):
    layout = Layout(form=form, last_year=2025)
    for question in form.questions():
        if question.type == "series":
            sent = {year: Decimal(year) / 4 for year in layout.years(question)}
            assert value(question, layout, flat({question.key: sent})) == sent
        if question.type == "events":
            kind = question.choices[0].value
            sent = {kind: [{"on": date(2025, 1, 2), "what": "已结案"}]}
            assert value(question, layout, flat({question.key: sent}))[kind].rows == tuple(sent[kind])
            assert {slot.name.split("-")[0] for slot in slots(question, layout, {}, spare=1)} == {question.key}


def organisation_form():
    return next(form for _regulation, form in FORMS if form.applicant == "organisation")


def facts_of(**answers):
    layout = Layout(form=organisation_form(), last_year=2025)
    return stated(kind="organisation", layout=layout, fields=flat(answers))


def certificate(**terms):
    row = {
        "type": "iso9001",
        "number": "1",
        "issuer": "x",
        "valid_from": date(2024, 1, 1),
        "valid_until": date(2027, 1, 1),
    }
    return {**row, **terms}


def test_none_is_an_answer_and_silence_is_not():
    assert facts_of().certificates is None
    assert facts_of(certificates=[]).certificates == ()
    assert len(facts_of(certificates=[certificate()]).certificates) == 1


def test_an_event_without_its_day_is_not_declared():
    kind = next(q for q in organisation_form().questions() if q.type == "events").choices[0].value
    assert kind in facts_of(events={kind: []}).declared_events
    assert kind not in facts_of(events={kind: [{"what": "日期待查"}]}).declared_events
    dated = facts_of(events={kind: [{"on": date(2025, 5, 1)}]})
    assert kind in dated.declared_events and dated.events[0].happened_on == date(2025, 5, 1)


def test_awards_declared_carry_their_level_and_half_an_award_is_unknown():
    assert facts_of(awards_held=[]).answers["awards_held"] is False
    full = facts_of(awards_held=[{"level": "city", "name": "市长质量奖", "awarded_on": date(2024, 1, 1)}])
    assert full.answers["awards_held"] is False and full.awards[0].level == "city" and full.awards[0].declared
    assert "awards_held" not in facts_of(awards_held=[{"level": "city"}]).answers


def test_a_rate_follows_from_its_figures_and_never_divides_by_nothing():
    figures = {
        "closing_equity": {2024: Decimal(110), 2025: Decimal(5)},
        "opening_equity": {2024: Decimal(100), 2025: Decimal(0)},
    }
    assert computed("equity_growth_rate", figures) == {2024: Decimal(110)}
    assert computed("sales_rate", figures) == {}


def test_an_individuals_organisation_is_judged_by_what_the_form_states_about_it():
    found = [form for _regulation, form in FORMS if form.applicant == "individual"]
    layout = Layout(form=found[0], last_year=2025)
    fields = flat({"heads_organisation": True, "events": {"quality_incident": []}})
    applicant = stated(kind="individual", layout=layout, fields=fields)
    assert applicant.organisation.kind == "organisation"
    assert "quality_incident" in applicant.organisation.declared_events
