"""The first wording of each kind of notice: basis, procedure passed so far, what may be done and where."""

from dataclasses import dataclass

from awards.models import Decision, Edition, EditionStage
from awards.queries import regulation_of, stage_rule
from journal.look import words
from schemes.regulation import Clause, Regulation, Text
from schemes.regulation.organs import Bodies, Call, NoticePeriod
from schemes.regulation.text import text

from .models import NoticeKind


@dataclass(frozen=True)
class Wording:
    """Title and body (a paragraph a line), in both languages."""

    title: Text
    body: Text


def said(value: object) -> Text:
    """A stored wording as a Text."""
    return value if isinstance(value, Text) else Text.model_validate(value)


def compose(*, edition: Edition, kind: str, stage: EditionStage, clause: Clause, listed: int) -> Wording:
    """The wording to start from; ``listed`` is the length of the list it goes with."""
    make = {
        NoticeKind.CALL: _call,
        NoticeKind.ACCEPTANCE: _acceptance,
        NoticeKind.RESULT: _result,
        NoticeKind.ANNOUNCEMENT: _announcement,
    }[NoticeKind(kind)]
    return make(edition, stage, clause, listed)


def issuer_of(regulation: Regulation) -> Text:
    """The office, or the issuer of the regulation where it names none."""
    return body_name(regulation, "office") or regulation.identity.issuer


def body_name(regulation: Regulation, key: str) -> Text | None:
    """The name of one of the award's bodies."""
    found = regulation.rule(Bodies)
    return next((body.name for body in found[1].bodies if body.key == key), None) if found else None


def media_of(regulation: Regulation, rule: NoticePeriod | None) -> list[dict[str, str]]:
    """Where the regulation wants the notice to appear."""
    if rule is not None:
        return [
            {"zh": medium, "en": medium} if isinstance(medium, str) else medium.model_dump() for medium in rule.media
        ]
    call = regulation.rule(Call)
    return [medium.model_dump() for medium in call[1].media] if call else []


def _basis(edition: Edition, clause: Clause) -> Text:
    identity = regulation_of(edition).identity
    number = text(f"（{identity.number}）", f" ({identity.number})") if identity.number else text("", "")
    return text(
        f"根据《{identity.title.zh}》{number.zh}{clause.article}",
        f"Under {identity.title.en}{number.en}, {words.article(clause.article, 'en')}",
    )


def _passed(edition: Edition, stage: EditionStage) -> Text:
    names = [stage_rule(s).name for s in edition.stages.all() if s.position < stage.position]
    return text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def _lines(*texts: Text) -> Text:
    return text("\n".join(t.zh for t in texts), "\n".join(t.en for t in texts))


def _call(edition: Edition, stage: EditionStage, clause: Clause, listed: int) -> Wording:
    title, basis = said(edition.title), _basis(edition, clause)
    return Wording(
        text(f"关于开展{title.zh}申报工作的公告", f"Call for applications: {title.en}"),
        _lines(
            text(
                f"{basis.zh}，现开展{title.zh}申报工作。",
                f"{basis.en}, applications for {title.en} are invited.",
            ),
            text(
                "申报坚持自愿原则。申报前请在本站对照申报条件自查，按要求填写申报表、完成自我评价、附证明材料，"
                "并取得推荐单位签署的意见。",
                "Applying is voluntary. Check the conditions on this site first, then fill in the form, evaluate "
                "yourselves, attach proof and obtain the signed opinion of a recommending unit.",
            ),
            text(
                "逾期提交的，系统不予受理。评审各环节均不收取任何费用。",
                "Nothing can be submitted after the deadline. No fee is charged at any step.",
            ),
        ),
    )


def _acceptance(edition: Edition, stage: EditionStage, clause: Clause, listed: int) -> Wording:
    title, basis, passed = said(edition.title), _basis(edition, clause), _passed(edition, stage)
    return Wording(
        text(f"{title.zh}申报受理名单公示", f"Applications accepted: {title.en}"),
        _lines(
            text(
                f"{basis.zh}，经{passed.zh}，拟受理下列{listed}家申报者的申报，现向社会公示。",
                f"{basis.en}, and after {passed.en}, the following applications ({listed}) are to be accepted.",
            ),
            _how_to_object(),
            _if_upheld(edition, stage),
        ),
    )


def _result(edition: Edition, stage: EditionStage, clause: Clause, listed: int) -> Wording:
    title, basis, passed = said(edition.title), _basis(edition, clause), _passed(edition, stage)
    return Wording(
        text(f"{title.zh}拟授奖名单公示", f"Proposed winners: {title.en}"),
        _lines(
            text(
                f"{basis.zh}，经{passed.zh}，提出{title.zh}拟授奖名单（共{listed}家），现向社会公示。"
                if listed
                else f"{basis.zh}，经{passed.zh}，{title.zh}拟空缺，现向社会公示。",
                f"{basis.en}, and after {passed.en}, the following winners ({listed}) are proposed for {title.en}."
                if listed
                else f"{basis.en}, and after {passed.en}, {title.en} is to be left vacant.",
            ),
            _how_to_object(),
            _if_upheld(edition, stage),
        ),
    )


def _announcement(edition: Edition, stage: EditionStage, clause: Clause, listed: int) -> Wording:
    title, basis = said(edition.title), _basis(edition, clause)
    regulation = regulation_of(edition)
    approver = body_name(regulation, "approver") or regulation.identity.issuer
    decision = Decision.objects.filter(edition=edition, kind="approval", accepted=True).last()
    number = decision.document_number if decision and decision.document_number else ""
    found = text(
        f"现将{listed}家获奖者名单予以公布。" if listed else "本届空缺，现予公布。",
        f"the winners below ({listed}) are announced." if listed else "this edition is left vacant.",
    )
    cited = text(f"（{number}）" if number else "", f" ({number})" if number else "")
    return Wording(
        text(f"关于公布{title.zh}获奖名单的公告", f"Announcement of winners: {title.en}"),
        _lines(
            text(
                f"{basis.zh}，经{approver.zh}批准{cited.zh}，{found.zh}",
                f"{basis.en}, with the approval of {approver.en}{cited.en}, {found.en}",
            ),
            text(
                "证书可在本站凭编号与验证码核验。获奖称号只可用于形象宣传并须注明获奖年度，不得用于产品及其包装。",
                "Certificates can be verified on this site by number and code. The title may be used in the winner's "
                "own image with its year, never on products or packaging.",
            ),
        ),
    )


def _how_to_object() -> Text:
    return text(
        "对公示对象有异议的，请于公示期内以书面形式实名提出，写明事实并附证据；单位异议须加盖公章，个人异议须署真实姓名。"
        "匿名异议予以登记，可不作答复。异议人信息依法保密。",
        "Whoever objects does so in writing within the period, under the real name, with facts and evidence; a unit "
        "under its seal. Anonymous objections are recorded but need not be answered. The objector's identity "
        "is confidential.",
    )


def _if_upheld(edition: Edition, stage: EditionStage) -> Text:
    found = regulation_of(edition).notice_period(stage.kind)  # type: ignore[arg-type]
    upheld = found[1].on_upheld if found else "investigated"
    consequence = {
        "disqualified": text(
            "异议经查实成立的，取消参评资格。", "Where an objection is upheld, the application is out."
        ),
        "award_lost": text("异议经查实成立的，取消获奖资格", "Where an objection is upheld, the award is lost"),
        "investigated": text(
            "收到的异议由办公室调查核实，并将结果报请审议。",
            "The office investigates what comes in and reports the findings.",
        ),
    }[upheld]
    if upheld != "award_lost" or found is None:
        return consequence
    more = text("。", ".") if found[1].replacement else text("，不递补。", "; nobody moves up.")
    return text(consequence.zh + more.zh, consequence.en + more.en)
