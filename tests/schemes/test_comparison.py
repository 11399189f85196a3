"""Two versions of a regulation, clause by clause: the Lianyungang draft changes what its notice says and no more."""

from schemes.catalogue import regulation
from schemes.comparison import compare, compare_forms, compare_identity
from schemes.regulation.document import Regulation
from schemes.regulation.text import text

OLD = regulation("lianyungang", "2021")
DRAFT = regulation("lianyungang", "2024-draft")


def test_LYG_0a_and_0b_are_the_only_differences() -> None:
    found = compare(OLD, DRAFT)
    assert [(each.clause, each.article, each.how, each.announced_as) for each in found] == [
        ("LYG-5", "第五条、第六条", "changed", "LYG-0b"),
        ("LYG-8.4", "第八条第（四）项", "changed", "LYG-0a"),
    ]


def test_LYG_0a_tax_paid_leaves_article_8_4() -> None:
    tax = next(each for each in compare(OLD, DRAFT) if each.announced_as == "LYG-0a")
    facts = next(change for change in tax.changes if change.place == "rules[1].facts")
    assert "实缴税金" in facts.before.zh and "实缴税金" not in facts.after.zh
    assert "Tax paid" in facts.before.en and "Tax paid" not in facts.after.en
    assert [change.place for change in tax.changes] == ["says", "rules[1].asks", "rules[1].facts"]


def test_LYG_0b_the_committees_name_reads_in_both_languages() -> None:
    name = next(each for each in compare(OLD, DRAFT) if each.announced_as == "LYG-0b")
    assert name.describe("zh-hans") == (
        "第五条、第六条 (LYG-5) 修改 [LYG-0b]\n"
        "  规则 1 › 机构 1 › 名称\n"
        "    - 连云港市质量发展委员会\n"
        "    + 连云港市质量发展和食品药品安全委员会"
    )
    assert name.describe("en").splitlines()[0] == "第五条、第六条 (LYG-5) changed [LYG-0b]"


def test_identity_and_forms_are_compared_on_their_own() -> None:
    changed = [change.place for change in compare_identity(OLD, DRAFT)]
    assert changed == ["version", "status", "number", "issuer", "replaces"]
    assert compare_forms(OLD, DRAFT) == []


def test_nothing_differs_from_itself() -> None:
    for document in (OLD, DRAFT):
        assert compare(document, document) == []
        assert compare_identity(document, document) == []


def test_an_added_and_a_removed_clause_show_as_such() -> None:
    shorter = _without(OLD, "LYG-7")
    assert [(each.clause, each.how) for each in compare(OLD, shorter)] == [("LYG-7", "removed")]
    assert [(each.clause, each.how) for each in compare(shorter, OLD)] == [("LYG-7", "added")]


def test_a_changed_number_names_its_term() -> None:
    document = regulation("haizhou", "2024")
    clause = document.clause("HZ-9.2")
    longer = clause.rules[0].model_copy(update={"at_least": 7})
    changed = clause.model_copy(update={"rules": (longer,)})
    clauses = tuple(changed if each.id == clause.id else each for each in document.clauses)
    (found,) = compare(document, document.model_copy(update={"clauses": clauses}))
    assert found.clause == "HZ-9.2"
    (change,) = found.changes
    assert (change.name.zh, change.name.en) == ("规则 1 › 下限", "rules 1 › at least")
    assert (change.before, change.after) == (text("5", "5"), text("7", "7"))


def test_a_changed_question_is_found() -> None:
    form = DRAFT.forms[0]
    section = form.sections[0]
    questions = (section.questions[0].model_copy(update={"max_length": 50}), *section.questions[1:])
    sections = (section.model_copy(update={"questions": questions}), *form.sections[1:])
    changed = DRAFT.model_copy(update={"forms": (form.model_copy(update={"sections": sections}), *DRAFT.forms[1:])})
    (found,) = compare_forms(DRAFT, changed)
    assert (found.clause, found.how) == ("organisation.identity.name", "changed")
    assert [change.place for change in found.changes] == ["max_length"]


def _without(document: Regulation, id: str) -> Regulation:
    return document.model_copy(update={"clauses": tuple(each for each in document.clauses if each.id != id)})
