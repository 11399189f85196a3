"""Asking departments or member units about applications, and taking their answers (HZ-8.6, OH-13, GZ-14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Unit, User
from accounts.queries import people_in
from journal import clock
from journal.services import notify, record
from schemes.queries import work_calendar
from schemes.regulation import Clause, Text
from schemes.rules.wording import en, zh

from ..inquiry_policies import ANSWERING, may_answer
from ..inquiry_queries import askable, asking_stage, clauses_to_ask, outstanding, questions_of, units_to_ask
from ..models import Application, Edition, EditionStage, Inquiry, InquiryAnswer, InquiryLine, Verdict
from ..plain_text import plain_text
from ..queries import regulation_of
from .errors import Refused
from .telling import tell_office

MOST_WORDS = 1000


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A unit's word on one applicant: the line it belongs to, the verdict, what was found."""

    line: int
    verdict: str
    text: str = ""


@transaction.atomic
def ask_departments(
    *,
    edition: Edition,
    clause: str,
    asks: str,
    units: Iterable[Unit],
    applications: Iterable[Application],
    due_on: date,
    key: str,
    actor: User,
    questions: Sequence[str] = (),
    whole: bool = False,
) -> Inquiry:
    """Ask each unit about each application until the end of ``due_on``; returns the inquiry.

    ``questions``: the answers the units may read; without any, those that the clause rests on. The same ``key`` twice
    is the same inquiry. Raises :class:`Refused` with the clause when nothing can be asked, of nobody, or by a past day.
    """
    stage = _stage(edition)
    if there := Inquiry.objects.filter(key=key, edition=edition).first():
        return there
    cited = _clause(stage, clause)
    chosen = {unit.pk: unit for unit in units}
    about = {row.pk for row in applications}
    _check(stage, cited, chosen, about, plain_text(asks).strip(), due_on)
    asked_about = sorted(set(questions or questions_of(regulation_of(edition), cited.id)))
    inquiry = Inquiry.objects.create(
        edition=edition, stage=stage, key=key, clause=cited.id, article=cited.article, asks=plain_text(asks).strip(),
        questions=asked_about, whole=whole, due_on=due_on, asked_by=actor, asked_at=clock.now(),
    )  # fmt: skip
    InquiryLine.objects.bulk_create(
        (InquiryLine(inquiry=inquiry, application_id=pk, unit=one) for one in chosen.values() for pk in sorted(about)),
        batch_size=500,
    )
    record(
        "ask_departments", actor=actor, about=inquiry, clause=cited.id, article=cited.article, units=sorted(chosen),
        applications=sorted(about), due_on=due_on, questions=asked_about, whole=whole,
    )  # fmt: skip
    for unit in chosen.values():
        _tell_unit(inquiry, unit, len(about))
    return inquiry


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, unit: Unit, answers: Sequence[Answered], actor: User) -> list[InquiryAnswer]:
    """Keep a unit's answers; what says the same as before is left alone, what differs is a newer answer.

    Answers after the due day are taken, and marked late, until the stage is over. Raises :class:`Refused` for somebody
    of another unit, a foreign line, a finding without words, or a stage that is over. Nothing is kept then.
    """
    stage = EditionStage.objects.select_for_update().get(pk=inquiry.stage_id)
    if not (allowed := may_answer(actor, unit, stage)):
        raise Refused(_OVER if stage.closed_at else _NOT_YOURS, _cited(inquiry))
    lines = InquiryLine.objects.filter(inquiry=inquiry, unit=unit).select_related("application__organisation")
    by_pk = {line.pk: line for line in lines.prefetch_related("answers")}
    said = [(_line(by_pk, one, inquiry), one.verdict, _words(by_pk, one, inquiry)) for one in answers]
    kept = _keep([each for each in said if _differs(*each)], actor)
    if kept and allowed:
        record(
            "answer_inquiry", actor=actor, about=inquiry, clause=inquiry.clause, article=inquiry.article, unit=unit.pk,
            answers=[[row.line.application_id, row.number, row.verdict, row.text] for row in kept],
        )  # fmt: skip
        if not outstanding(inquiry=inquiry, unit=unit).exists():
            _tell_office(inquiry, unit)
    return kept


_OVER = Text(zh="提出征求意见的环节已经结束，不能再答复或更正。", en="The stage that asked is over.")
_NOT_YOURS = Text(zh="征求意见的对象不是贵单位。", en="Another unit was asked.")


def _stage(edition: Edition) -> EditionStage:
    # Read anew and locked: closing the stage and asking in it cannot both happen.
    stage = asking_stage(Edition.objects.select_related("regulation_version").get(pk=edition.pk))
    if stage is None:
        zh_, en_ = "当前环节不征求意见。", "Nothing can be asked in the present stage."
        raise Refused(Text(zh=zh_, en=en_))
    locked = EditionStage.objects.select_for_update().get(pk=stage.pk)
    locked.edition = stage.edition
    return locked


def _clause(stage: EditionStage, clause: str) -> Clause:
    found = (one for one in clauses_to_ask(regulation_of(stage.edition), stage.kind) if one.id == clause)
    if (cited := next(found, None)) is None:
        raise Refused(Text(zh="请选择征求意见所涉及的条款。", en="Choose the clause that the question concerns."))
    return cited


def _check(
    stage: EditionStage, cited: Clause, units: dict[int, Unit], about: set[int], asks: str, due_on: date
) -> None:
    if not asks:
        raise Refused(Text(zh="请写明要核实的事项。", en="Say what is to be answered."), cited)
    if not units or set(units) - set(units_to_ask(stage.edition).values_list("pk", flat=True)):
        raise Refused(Text(zh="请选择本奖项的有关单位。", en="Choose units of this award."), cited)
    if not about or len(about) != askable(stage).filter(pk__in=about).count():
        zh_, en_ = "请选择本届已提交、尚在评审中的申报。", "Choose applications of this edition still in review."
        raise Refused(Text(zh=zh_, en=en_), cited)
    if due_on < clock.today():
        raise Refused(
            Text(zh="答复期限已过，请选择今天或以后的日期。", en="The day has passed; choose a later one."), cited
        )
    day = work_calendar().explain(due_on)
    if not day.works:
        zh_ = f"{zh(due_on)}不是工作日（{day.why.zh}），请选择工作日。"
        en_ = f"{en(due_on)} is not a working day ({day.why.en}); choose one."
        raise Refused(Text(zh=zh_, en=en_), cited)


def _line(lines: dict[int, InquiryLine], one: Answered, inquiry: Inquiry) -> InquiryLine:
    if one.line not in lines:
        zh_, en_ = "未就该申报者征求贵单位意见。", "Your unit was not asked about this applicant."
        raise Refused(Text(zh=zh_, en=en_), _cited(inquiry))
    return lines[one.line]


def _words(lines: dict[int, InquiryLine], one: Answered, inquiry: Inquiry) -> str:
    words, name = plain_text(one.text).strip(), lines[one.line].application.applicant_name
    if one.verdict not in Verdict.values:
        raise Refused(Text(zh=f"{name}：请选择结论。", en=f"{name}: choose an answer."), _cited(inquiry))
    if one.verdict == Verdict.FINDING and not words:
        zh_, en_ = f"{name}：有情况的，请写明何时、何事。", f"{name}: say what was found, and when."
        raise Refused(Text(zh=zh_, en=en_), _cited(inquiry))
    if len(words) > MOST_WORDS:
        zh_, en_ = f"{name}：说明不能超过{MOST_WORDS}字。", f"{name}: at most {MOST_WORDS} characters."
        raise Refused(Text(zh=zh_, en=en_), _cited(inquiry))
    return words


def _differs(line: InquiryLine, verdict: str, words: str) -> bool:
    before = list(line.answers.all())
    return not before or (before[-1].verdict, before[-1].text) != (verdict, words)


def _keep(said: list[tuple[InquiryLine, str, str]], actor: User) -> list[InquiryAnswer]:
    moment = clock.now()
    rows = [
        InquiryAnswer(
            line=line, number=len(line.answers.all()) + 1, verdict=verdict, text=words, answered_by=actor,
            answered_at=moment,
        )
        for line, verdict, words in {line.pk: (line, verdict, words) for line, verdict, words in said}.values()
    ]  # fmt: skip
    try:
        with transaction.atomic():
            return InquiryAnswer.objects.bulk_create(rows, batch_size=500)
    except IntegrityError:
        zh_, en_ = "贵单位的同事刚刚答复过，请刷新后再看。", "A colleague has just answered; reload the page."
        raise Refused(Text(zh=zh_, en=en_)) from None


def _cited(inquiry: Inquiry) -> Clause:
    return regulation_of(inquiry.edition).clause(inquiry.clause)


def _tell_unit(inquiry: Inquiry, unit: Unit, about: int) -> None:
    title = Text(zh="征求贵单位意见", en="Your unit is asked for its answer")
    body = Text(
        zh=f"{inquiry.edition.title['zh']}：就{about}个申报者征求意见（{inquiry.article}），请于{zh(inquiry.due_on)}前（含当日）答复。",
        en=f"{inquiry.edition.title['en']}: about {about} applicant(s), to be answered by {en(inquiry.due_on)}.",
    )
    notify(people_in(unit, *ANSWERING), title=title, body=body, url=answer_url(inquiry, unit))


def answer_url(inquiry: Inquiry, unit: Unit) -> str:
    """Where a unit answers an inquiry."""
    return reverse("answer_inquiry", args=[inquiry.pk, unit.pk])


def _tell_office(inquiry: Inquiry, unit: Unit) -> None:
    name = unit.name
    title = Text(zh=f"{name['zh']}已答复", en=f"{name['en']} has answered")
    body = Text(zh=f"{inquiry.article}：全部申报者均已答复。", en="Every applicant it was asked about is answered.")
    tell_office(inquiry.edition, title=title, body=body, url=reverse("inquiry", args=[inquiry.pk]))
