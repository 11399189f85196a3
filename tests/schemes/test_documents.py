"""Every rule of the five regulations stands in the data, cited and in both languages."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from schemes.catalogue import digest, frameworks, load, open_parameters, regulation, regulations, settled
from schemes.regulation import Regulation
from schemes.regulation.citation import position
from schemes.regulation.eligibility import Criterion
from schemes.regulation.organs import Bodies, MinimumScore, NoticePeriod, Shortlist, Standard, Tier, Weights
from schemes.regulation.stages import StageKind
from schemes.regulation.text import Text

IDS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "rule_ids.yaml").read_text(encoding="utf-8"))
VERSIONS = {
    "haizhou": ["2024"],
    "tongzhou": ["2023"],
    "lianyungang": ["2021", "2024-draft"],
    "ouhai": ["2020"],
    "ganzhou": ["2024"],
}
ONLY_IN_DRAFT = {"LYG-0a", "LYG-0b", "LYG-0c"}
EVERY = pytest.mark.parametrize(
    "document", regulations(), ids=lambda found: f"{found.identity.scheme}-{found.identity.version}"
)


def test_five_schemes_are_shipped_in_six_versions() -> None:
    found: dict[str, list[str]] = {}
    for each in regulations():
        found.setdefault(each.identity.scheme, []).append(each.identity.version)
    assert found == VERSIONS


@EVERY
def test_every_rule_id_stands_in_the_data(document: Regulation) -> None:
    wanted = set(IDS[document.identity.scheme]) | set(IDS["common"])
    if document.identity.status != "draft":
        wanted -= ONLY_IN_DRAFT
    assert wanted - {clause.id for clause in document.all_clauses} == set()


@EVERY
def test_common_rules_cite_the_schemes_own_article_where_it_has_one(document: Regulation) -> None:
    cited = {clause.id: clause.article for clause in document.common}
    assert position(cited["G-1"]) is not None
    assert cited["G-4"] == "《民法典》第二百零一条、第二百零三条"


@EVERY
def test_no_text_is_left_in_one_language(document: Regulation) -> None:
    texts = list(_texts(document))
    assert len(texts) > 200
    assert [found for found in texts if not found.zh.strip()] == []
    # A counting unit such as 件 has no word of its own in English.
    assert [found for found in texts if not found.en.strip() and found.zh != "件"] == []


@EVERY
def test_the_document_survives_storing_as_json(document: Regulation) -> None:
    stored = json.loads(json.dumps(document.model_dump(mode="json")))
    assert Regulation.model_validate(stored) == document
    assert digest(Regulation.model_validate(stored)) == digest(document)


@EVERY
def test_every_question_read_by_a_rule_names_the_clause(document: Regulation) -> None:
    cited = {id for form in document.forms for question in form.questions() for id in question.clauses}
    reading = {clause.id for clause, rule in document.rules(Criterion) if getattr(rule, "fact", None)}
    assert reading - cited == set()


@EVERY
def test_the_committees_name_stands_in_one_clause(document: Regulation) -> None:
    clause, bodies = document.rule(Bodies) or pytest.fail("no bodies")
    committee = next(body.name.zh for body in bodies.bodies if body.key == "committee")
    assert [each.id for each in document.all_clauses if committee in each.model_dump_json()] == [clause.id]


@EVERY
def test_once_settled_nothing_is_open(document: Regulation) -> None:
    values = {parameter.name: _value(parameter.unit, parameter.choices) for _, parameter in open_parameters(document)}
    for name in values:
        if name.startswith("weight_"):
            values[name] = 100 if name == "weight_onsite_review" else 0
    assert open_parameters(settled(document, values)) == ()


def test_numbers_of_haizhou() -> None:
    document = regulation("haizhou", "2024")
    assert [(tier.key, tier.quota, tier.draws_from) for tier in document.tiers] == [
        ("quality", 2, None),
        ("excellence", 2, "quality"),
    ]
    assert [(c.id, rule.stage, rule.at_least, rule.unit) for c, rule in document.rules(NoticePeriod)] == [
        ("HZ-9.2", StageKind.ACCEPTANCE_NOTICE, 5, "working_days"),
        ("HZ-9.5", StageKind.RESULT_NOTICE, 5, "working_days"),
    ]
    assert [(rule.tier, rule.at_least) for _, rule in document.rules(MinimumScore)] == [("quality", Decimal(500))]


def test_numbers_of_tongzhou() -> None:
    document = regulation("tongzhou", "2023")
    _, weights = document.rule(Weights) or pytest.fail("no weights")
    assert [int(str(weight)) for weight in weights.weights.values()] == [20, 70, 10]
    assert [rule.ratio for _, rule in document.rules(Shortlist)] == [Decimal("1.5")]
    assert str(document.identity.in_force_until) == "2028-11-29"
    assert open_parameters(document) == ()


def test_quotas_of_the_others() -> None:
    def quotas(scheme: str, version: str) -> list[tuple[int, int, int | None]]:
        found = regulation(scheme, version).rules(Tier)
        return [(tier.quota, tier.target, tier.cap_individuals) for _, tier in found]

    assert quotas("lianyungang", "2021") == [(3, 0, 1), (5, 3, 1)]
    assert quotas("ouhai", "2020") == [(5, 0, None), (5, 0, None)]
    assert quotas("ganzhou", "2024") == [(3, 0, None)]


@EVERY
def test_the_procedure_ends_in_approval_and_announcement(document: Regulation) -> None:
    kinds = [stage.kind for stage in document.stages]
    assert kinds[-3:] == [StageKind.RESULT_NOTICE, StageKind.APPROVAL, StageKind.ANNOUNCEMENT]
    assert (StageKind.ACCEPTANCE_NOTICE in kinds) == (document.identity.scheme == "haizhou")
    assert StageKind.COMMITTEE_DECISION in kinds


@EVERY
def test_what_the_text_leaves_open_is_asked_for_under_its_article(document: Regulation) -> None:
    found = {(clause.id, parameter.name, parameter.needed_by) for clause, parameter in open_parameters(document)}
    expected = {
        "haizhou": ("HZ-22", "in_force_from", StageKind.APPLICATION),
        "lianyungang": ("LYG-10.x", "result_notice_length", StageKind.RESULT_NOTICE),
        "ouhai": ("OH-14.6", "result_notice_length", StageKind.RESULT_NOTICE),
        "ganzhou": ("GZ-17", "weight_onsite_review", StageKind.OVERALL_EVALUATION),
    }
    wanted = expected.get(document.identity.scheme)
    assert wanted in found if wanted else found == set()


@EVERY
def test_the_standard_is_a_shipped_framework(document: Regulation) -> None:
    _, standard = document.rule(Standard) or pytest.fail("no standard")
    assert frameworks()[standard.framework].total == standard.total == 1000


def test_the_persons_form_cites_only_what_concerns_a_person() -> None:
    form = regulation("lianyungang", "2021").form("individual")
    cited = {question.key: question.clauses for question in form.questions() if question.clauses}
    assert cited["quality_work_years"] == ("LYG-9.1",)
    assert cited["heads_organisation"] == ("LYG-9.4",)
    assert cited["events"] == ("LYG-8.6",)
    assert "area" not in cited


def test_a_file_loads_the_same_twice() -> None:
    path = Path(__file__).parents[2] / "schemes" / "regulations" / "haizhou" / "2024.yaml"
    assert digest(load(path)) == digest(load(path)) == digest(regulation("haizhou", "2024"))


def _texts(part: object):  # type: ignore[no-untyped-def]
    if isinstance(part, Text):
        yield part
    elif hasattr(part, "model_fields_set"):
        for name in part.model_fields_set:
            yield from _texts(getattr(part, name))
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)


def _value(unit: str, choices: tuple[str, ...]) -> object:
    given = {"date": "2024-05-01", "text": "全体委员", "yes_no": True}
    return choices[0] if unit == "choice" else given.get(unit, 5)
