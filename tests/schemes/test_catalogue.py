"""What a regulation file is refused for, in exact words; and how open parameters are settled (G-10)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from schemes.catalogue import (
    RegulationError,
    digest,
    framework,
    load,
    open_parameters,
    regulation,
    settled,
)
from schemes.reading.wording import RULES
from schemes.regulation.aftermath import Prize
from schemes.regulation.citation import numeral, position
from schemes.regulation.organs import Ballot, NoticePeriod, Weights

HERE = Path(__file__).parent
SMALL = HERE / "small.yaml"
KINDS = ", ".join(sorted(RULES))
NOTICE_TERMS = "at_least, first_day, kind, media, on_upheld, replacement, stage, unit"
CLAUSE_TERMS = "article, id, reading, rules, says"

BROKEN = {
    "unknown rule kind": (
        "kind: weights",
        "kind: wieghts",
        f":54: clause WB-11: rule 2 (wieghts): unknown rule kind wieghts, expected one of {KINDS}",
    ),
    "a rule without a kind": (
        "{kind: applicants, kinds: [organisation]}",
        "{kinds: [organisation]}",
        f":21: clause WB-1: rule 1 (?): a rule without a kind, expected one of {KINDS}",
    ),
    "unknown term of a rule": (
        "at_least: 5",
        "at_lest: 5\n        at_least: 5",
        f":52: clause WB-11: rule 1 (notice_period): at_lest: unknown term, expected one of {NOTICE_TERMS}",
    ),
    "unknown term of a clause": (
        "id: WB-12",
        "id: WB-12\n    note: x",
        f":57: clause WB-12: note: unknown term, expected one of {CLAUSE_TERMS}",
    ),
    "unknown term of the document": (
        "common:",
        "extras: []\ncommon:",
        ":13: extras: unknown term",
    ),
    "missing term": (
        "        at_least: 5\n",
        "",
        ":49: clause WB-11: rule 1 (notice_period): at_least: expected a value, found nothing",
    ),
    "period below zero": (
        "at_least: 5",
        "at_least: -1",
        ":52: clause WB-11: rule 1 (notice_period): at_least: expected 0 or more, found -1",
    ),
    "quota below zero": (
        "quota: 2",
        "quota: -2",
        ":22: clause WB-1: rule 2 (tier): quota: expected 0 or more, found -2",
    ),
    "not a number": (
        "quota: 2",
        "quota: two",
        ":22: clause WB-1: rule 2 (tier): quota: expected a whole number, found two",
    ),
    "weight below zero": (
        "onsite_review: 60",
        "onsite_review: -60",
        ":55: clause WB-11: rule 2 (weights): weights: onsite_review: expected 0 or more, found -60",
    ),
    "weights that don't total 100": (
        "onsite_review: 60",
        "onsite_review: 59.5",
        ":55: clause WB-11: rule 2 (weights): weights: expected 100 in all, found 99.5",
    ),
    "weight of a stage that isn't there": (
        "{document_review: 40, onsite_review: 60}",
        "{document_review: 40, presentation: 60}",
        ":55: clause WB-11: rule 2 (weights): weights: presentation: expected a stage of the procedure",
    ),
    "stages in an impossible order": (
        "kind: document_review, clause",
        "kind: presentation, clause",
        ":41: clause WB-10: rule 1 (procedure): stage onsite_review: impossible order, "
        "expected a stage that can follow presentation, found onsite_review",
    ),
    "application not first": (
        "          - {kind: application, clause: WB-10, name: {zh: 申报, en: \"Application\"}}\n",
        "",
        ":39: clause WB-10: rule 1 (procedure): stage document_review: "
        "expected application first, found document_review",
    ),
    "no announcement": (
        "          - {kind: announcement, clause: WB-12, name: {zh: 公布, en: \"Announcement\"}}\n",
        "",
        ":39: clause WB-10: rule 1 (procedure): stages: "
        "expected approval and announcement last, found result_notice, approval",
    ),
    "unknown stage": (
        "kind: onsite_review, clause",
        "kind: beauty_contest, clause",
        ":41: clause WB-10: rule 1 (procedure): stage beauty_contest: kind: expected 'application', 'qualification', "
        "'acceptance_notice', 'document_review', 'onsite_review', 'presentation', 'overall_evaluation', "
        "'committee_decision', 'result_notice', 'approval' or 'announcement', found beauty_contest",
    ),
    "open parameter without a name": (
        "          name: prize_quality\n",
        "",
        ":64: clause WB-12: rule 1 (prize): yuan: name: expected a name for the open parameter, found nothing",
    ),
    "open parameter with a bad name": (
        "name: prize_quality",
        "name: Prize",
        ":65: clause WB-12: rule 1 (prize): yuan: name: expected a match for ^[a-z][a-z0-9_]*$, found Prize",
    ),
    "open parameter needed by a stage that isn't there": (
        "needed_by: approval",
        "needed_by: presentation",
        ":68: clause WB-12: rule 1 (prize): yuan: needed_by: expected a stage of the procedure, found presentation",
    ),
    "duplicate ID": (
        "id: WB-3.2",
        "id: WB-3.1",
        ":28: clause WB-3.1: id: duplicate ID, expected each clause once",
    ),
    "ID in another shape": (
        "id: WB-3.2",
        "id: 3.2",
        ":28: clause 3.2: id: expected text, found 3.2",
    ),
    "article that the order contradicts": (
        "article: 第十一条",
        "article: 第九条",
        ":46: clause WB-11: article: expected 第十条 (WB-10) or a later article, found 第九条",
    ),
    "item that the order contradicts": (
        "article: 第三条第（一）项",
        "article: 第三条第（十）项",
        ":29: clause WB-3.2: article: expected 第三条第（十）项 (WB-3.1) or a later article, found 第三条第（二）项",
    ),
    "article that is none": (
        "article: 第十一条",
        "article: Article 11",
        ":46: clause WB-11: article: "
        "expected a citation such as 第九条第（二）项, 公告, 通则 or 《…》第…条, found Article 11",
    ),
    "article of another law": (
        "article: 第十一条",
        "article: 《民法典》第二百零一条",
        ":46: clause WB-11: article: expected an article of this regulation, found 《民法典》第二百零一条",
    ),
    "clause that doesn't exist": (
        "clause: WB-11",
        "clause: WB-99",
        ":42: clause WB-10: rule 1 (procedure): stage result_notice: clause: "
        "unknown clause WB-99, expected a clause of this regulation",
    ),
    "tier that doesn't exist": (
        "tier: quality",
        "tier: gold",
        ":61: clause WB-12: rule 1 (prize): tier: unknown tier gold, expected one of quality",
    ),
    "fact that the form doesn't ask": (
        "fact: operating_since",
        "fact: trading_since",
        ":27: clause WB-3.1: rule 1 (years_since): the form for organisation doesn't ask trading_since of type date",
    ),
    "fact asked as another type": (
        "fact: operating_since",
        "fact: employees",
        ":27: clause WB-3.1: rule 1 (years_since): the form for organisation doesn't ask employees of type date",
    ),
    "certificate that the form doesn't offer": (
        "types: [iso9001]",
        "types: [iso9001, iso99]",
        ":32: clause WB-3.2: rule 1 (certificate): "
        "the form for organisation doesn't ask certificates offering iso9001, iso99",
    ),
    "condition that the form doesn't ask": (
        "fact: operating_since, years: 3}",
        "fact: operating_since, years: 3, when: {fact: is_bakery, equals: true}}",
        ":27: clause WB-3.1: rule 1 (years_since): the form for organisation doesn't ask is_bakery of type yes_no",
    ),
    "unknown framework": (
        "rules:\n      - kind: notice_period",
        "rules:\n      - {kind: standard, framework: iso9004, total: 1000}\n      - kind: notice_period",
        ":49: clause WB-11: rule 1 (standard): framework: unknown framework iso9004, expected one of gbt19580-2012",
    ),
    "points that aren't the framework's": (
        "rules:\n      - kind: notice_period",
        "rules:\n      - {kind: standard, framework: gbt19580-2012, total: 900}\n      - kind: notice_period",
        ":49: clause WB-11: rule 1 (standard): total: expected 1000, the points of gbt19580-2012, found 900",
    ),
    "notice stage without a period": (
        "kind: notice_period\n        stage: result_notice",
        "kind: notice_period\n        stage: acceptance_notice",
        ":50: clause WB-11: rule 1 (notice_period): stage: expected a stage of the procedure, found acceptance_notice",
    ),
    "unknown common clause": (
        "G-1: 第二条",
        "G-77: 第二条",
        ":14: common: G-77: unknown common clause, "
        "expected one of G-1, G-10, G-2, G-3, G-4, G-5, G-6, G-7, G-8, G-9",
    ),
    "unknown bank": (
        "use: organisation.quality",
        "use: factory.quality",
        ":78: form organisation: section #2: use: unknown bank factory, expected one of individual, organisation",
    ),
    "unknown section": (
        "use: organisation.quality",
        "use: organisation.poetry",
        ":78: form organisation: section #2: use: unknown section poetry, expected one of assessment, "
        "chief_quality_officer, declaration, evidence, figures, honours, identity, quality, rates",
    ),
    "question left out that isn't there": (
        "without: [trade_code]",
        "without: [trade_cod]",
        ":75: form organisation: section #1: without: #1: no question trade_cod in the section",
    ),
    "duplicate question": (
        "key: motto",
        "key: name",
        ":77: form organisation: section identity: question name: key: duplicate question, expected each key once",
    ),
    "no form": (
        "applicant: organisation",
        "applicant: individual",
        ":71: forms: expected one form for each of organisation, found individual",
    ),
    "left out without a list": (
        "without: [trade_code]",
        "without: trade_code",
        ":75: form organisation: section #1: without: expected a list, found trade_code",
    ),
    "common clauses without articles": (
        "common:\n  G-1: 第二条",
        "common: [G-1]",
        ":13: common: expected an article by clause, found ['G-1']",
    ),
    "a day that doesn't exist": (
        "in_force_from: 2026-01-01",
        "in_force_from: 2026-02-30",
        ":11: expected a number or a date, found 2026-02-30",
    ),
    "an alias": (
        "rules:\n      - {kind: years_since",
        "rules: &again\n      - *again\n      - {kind: years_since",
        ":26: expected each part written out, found an alias to it",
    ),
    "a tag": (
        "level: district",
        "level: !district",
        ":10: expected YAML, found: could not determine a constructor for the tag '!district'",
    ),
    "a list as a key": (
        "at_least: 5",
        "[at_least]: 5",
        ":52: expected a word as key, found a list or terms",
    ),
    "a key written twice": (
        "at_least: 5",
        "at_least: 5\n        at_least: 4",
        ":53: at_least: written twice",
    ),
    "a text in one language": (
        "says: {zh: 授予组织。, en: \"For organisations.\"}",
        "says: {zh: 授予组织。}",
        ":19: clause WB-1: says: en: expected a value, found nothing",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused_by_line_and_clause(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = SMALL.read_text(encoding="utf-8")
    assert source.count(old) >= 1
    path = tmp_path / "x.yaml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load(path)
    assert f"{path}{message}" in refused.value.messages


def test_the_small_regulation_is_sound() -> None:
    found = load(SMALL)
    assert [clause.id for clause in found.clauses] == ["WB-1", "WB-3.1", "WB-3.2", "WB-10", "WB-11", "WB-12"]
    assert found.clause("G-1").article == "第二条"
    assert found.clause("G-3").article == "通则"


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        SMALL.read_text(encoding="utf-8").replace("quota: 2", "quota: -2").replace("at_least: 5", "at_least: x")
    )
    with pytest.raises(RegulationError) as refused:
        load(path)
    assert refused.value.messages == [
        f"{path}:22: clause WB-1: rule 2 (tier): quota: expected 0 or more, found -2",
        f"{path}:52: clause WB-11: rule 1 (notice_period): at_least: expected a whole number, found x",
    ]


def test_a_fault_in_a_shared_section_names_the_banks_line(tmp_path: Path) -> None:
    source = SMALL.read_text(encoding="utf-8").replace("without: [trade_code]", "without: [is_exporter]")
    path = tmp_path / "x.yaml"
    path.write_text(source + "      - use: organisation.figures\n", encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load(path)
    (message,) = refused.value.messages
    line = int(message.split(":")[1])
    bank = (HERE.parents[1] / "schemes" / "forms" / "organisation.yaml").read_text(encoding="utf-8").splitlines()
    assert message.startswith("schemes/forms/organisation.yaml:")
    assert message.endswith(": question exports: when: the form doesn't ask is_exporter of type yes_no")
    assert "is_exporter" in bank[line - 1]


def test_a_duplicate_open_parameter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    source = SMALL.read_text(encoding="utf-8")
    again = (
        "at_least:\n          open: true\n          name: prize_quality\n          asks: {zh: 天, en: d}\n"
        "          unit: count\n          needed_by: result_notice"
    )
    path.write_text(source.replace("at_least: 5", again), encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load(path)
    assert refused.value.messages == [
        f"{path}:70: clause WB-12: rule 1 (prize): yuan: name: "
        "duplicate open parameter prize_quality, expected each name once"
    ]


def test_bad_yaml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("identity:\n  scheme: [a\n", encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load(path)
    assert refused.value.messages[0].startswith(f"{path}:")
    path.write_text("", encoding="utf-8")
    with pytest.raises(RegulationError, match=":1: expected a document, found an empty file"):
        load(path)


def test_a_shared_section_can_leave_out_and_add_questions() -> None:
    keys = [question.key for question in load(SMALL).form("organisation").sections[0].questions]
    assert "trade_code" not in keys
    assert keys[-1] == "motto"


def test_open_parameters_come_with_the_clause_that_leaves_them_open() -> None:
    assert [(clause.id, parameter.name) for clause, parameter in open_parameters(load(SMALL))] == [
        ("WB-12", "prize_quality")
    ]
    assert [(clause.id, parameter.name) for clause, parameter in open_parameters(regulation("haizhou", "2024"))] == [
        ("HZ-22", "in_force_from"),
        ("HZ-10", "weight_document_review"),
        ("HZ-10", "weight_onsite_review"),
    ]


def test_settled_values_stand_in_their_places_typed() -> None:
    values = {"in_force_from": "2024-05-01", "weight_document_review": "37.5", "weight_onsite_review": Decimal("62.5")}
    found = settled(regulation("haizhou", "2024"), values)
    assert found.identity.in_force_from == date(2024, 5, 1)
    assert [weight for _, rule in found.rules(Weights) for weight in rule.weights.values()] == [
        Decimal("37.5"),
        Decimal("62.5"),
    ]
    assert open_parameters(found) == ()


def test_settling_some_leaves_the_rest_open_and_the_original_alone() -> None:
    before = regulation("ouhai", "2020")
    kept = digest(before)
    found = settled(before, {"result_notice_length": 7, "result_notice_unit": "working_days", "ballot_secret": True})
    (_, notice), (_, ballot) = next(found.rules(NoticePeriod)), next(found.rules(Ballot))
    assert (notice.at_least, notice.unit, ballot.secret) == (7, "working_days", True)
    assert "ballot_quorum" in {parameter.name for _, parameter in open_parameters(found)}
    assert digest(before) == kept != digest(found)


@pytest.mark.parametrize(
    ("scheme", "version", "values", "message"),
    [
        ("haizhou", "2024", {"minimum": 1}, "unknown open parameter minimum, expected one of in_force_from, "
         "weight_document_review, weight_onsite_review"),
        ("haizhou", "2024", {"in_force_from": "soon"}, "in_force_from: expected date, found soon"),
        ("haizhou", "2024", {"weight_onsite_review": -1}, "weight_onsite_review: expected percent, found -1"),
        ("haizhou", "2024", {"weight_onsite_review": 101}, "weight_onsite_review: expected percent, found 101"),
        ("haizhou", "2024", {"weight_onsite_review": 0.5}, "weight_onsite_review: expected percent, found 0.5"),
        ("haizhou", "2024", {"weight_onsite_review": True}, "weight_onsite_review: expected percent, found True"),
        ("haizhou", "2024", {"weight_onsite_review": 60, "weight_document_review": 30},
         "clause HZ-10: rule 2 (weights): weights: expected 100 in all, found 90"),
        ("ouhai", "2020", {"result_notice_unit": "weeks"},
         "result_notice_unit: expected one of calendar_days, working_days, found weeks"),
        ("ouhai", "2020", {"result_notice_length": "7.5"}, "result_notice_length: expected count, found 7.5"),
        ("ouhai", "2020", {"ballot_secret": 1}, "ballot_secret: expected yes_no, found 1"),
        ("ouhai", "2020", {"ballot_voters": " "}, "ballot_voters: expected text, found  "),
    ],
)  # fmt: skip
def test_a_value_that_is_not_allowed_is_refused(
    scheme: str, version: str, values: dict[str, object], message: str
) -> None:
    with pytest.raises(RegulationError) as refused:
        settled(regulation(scheme, version), values)
    assert refused.value.messages == [message]


def test_a_settled_amount_is_whole_yuan() -> None:
    (_, prize) = next(settled(load(SMALL), {"prize_quality": "200000"}).rules(Prize))
    assert prize.yuan == 200000 and type(prize.yuan) is int


def test_the_digest_moves_with_any_word(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SMALL.read_text(encoding="utf-8").replace("授予组织。", "授予各类组织。"), encoding="utf-8")
    assert digest(load(path)) != digest(load(SMALL))
    assert len(digest(load(SMALL))) == 64


def test_unknown_names_are_key_errors() -> None:
    for missing in (lambda: regulation("willow", "2026"), lambda: framework("iso9004")):
        with pytest.raises(KeyError):
            missing()


@pytest.mark.parametrize(
    ("written", "value"),
    [("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("三十二", 32), ("一百零四", 104), ("二百", 200)],
)
def test_chinese_numerals(written: str, value: int) -> None:
    assert numeral(written) == value


def test_positions_order_articles_paragraphs_and_items() -> None:
    cited = [
        "第八条",
        "第八条第（一）项",
        "第八条第（十）项",
        "第八条第二款第（一）项",
        "第九条、第二条",
        "第二十条至第二十二条",
    ]
    places = [position(article) for article in cited]
    assert places == [(8, 0, 0), (8, 0, 1), (8, 0, 10), (8, 2, 1), (9, 0, 0), (20, 0, 0)]
    assert position("公告") is None and position("《民法典》第二百零一条") is None
