"""Due work of inquiries: what was not answered in time is recorded as such, and its units are reminded day by day."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from accounts.models import Unit
from accounts.queries import people_in
from journal import clock
from journal.look import words
from journal.services import notify, record
from schemes.regulation import Text
from schemes.rules.periods import ends_at
from schemes.rules.wording import en, zh

from ..inquiry_policies import ANSWERING
from ..inquiry_queries import due_at, outstanding
from ..models import Inquiry, InquiryReminder
from .inquiries import answer_url
from .telling import tell_office


def run_due_inquiries(moment: datetime, dry_run: bool = False) -> Iterator[Text]:
    """Record what is unanswered at its legal instant, then remind each unit once a day; one sentence an effect.

    Safe to run twice, late, or by two workers; a missed week brings one reminder, not seven.
    """
    today = moment.astimezone(clock.SHANGHAI).date()
    over = outstanding(inquiry__due_on__lt=today)
    fresh = Inquiry.objects.filter(pk__in=over.filter(unanswered_at=None).values("inquiry"))
    for inquiry in fresh.select_related("edition").order_by("due_on", "id"):
        if number := _record(inquiry, dry_run):
            yield _unanswered(inquiry, number)
    pairs = over.values_list("inquiry", "unit").distinct().order_by("inquiry_id", "unit_id")
    told = set(InquiryReminder.objects.filter(day=today).values_list("inquiry", "unit"))
    for inquiry_id, unit_id in [pair for pair in pairs if pair not in told]:
        if line := _remind(inquiry_id, unit_id, today, dry_run):
            yield line


def next_due_inquiry() -> datetime | None:
    """The next instant at which a due day ends with something unanswered."""
    rows = outstanding(inquiry__due_on__gte=clock.today(), unanswered_at=None)
    day = rows.aggregate(next=Min("inquiry__due_on"))["next"]
    return ends_at(day) if day else None


@transaction.atomic
def _record(inquiry: Inquiry, dry_run: bool) -> int:
    rows = outstanding(inquiry=inquiry, unanswered_at=None)
    if dry_run:
        return rows.count()
    units = sorted(set(rows.values_list("unit", flat=True)))
    number = rows.update(unanswered_at=due_at(inquiry))
    if number:
        record(
            "record_unanswered", actor=None, about=inquiry, clause=inquiry.clause, article=inquiry.article,
            units=units, lines=number, legal_instant=due_at(inquiry),
        )  # fmt: skip
        title = Text(zh="征求意见到期未答复", en="Answers are missing after their day")
        body = Text(zh=f"{inquiry.article}：{number}项未答复。", en=f"{cited(inquiry)}: {number} missing.")
        tell_office(inquiry.edition, title=title, body=body)
    return number


@transaction.atomic
def _remind(inquiry_id: int, unit_id: int, today: date, dry_run: bool) -> Text | None:
    inquiry, unit = Inquiry.objects.select_related("edition").get(pk=inquiry_id), Unit.objects.get(pk=unit_id)
    if not dry_run:
        _row, new = InquiryReminder.objects.get_or_create(inquiry=inquiry, unit=unit, day=today)
        if not new:  # another worker was first
            return None
        title = Text(zh="催办：征求意见尚未答复", en="Reminder: your unit's answer is overdue")
        body = Text(
            zh=f"答复期限为{zh(inquiry.due_on)}，请尽快答复（{inquiry.article}）。",
            en=f"It was due on {en(inquiry.due_on)}; please answer ({cited(inquiry)}).",
        )
        notify(people_in(unit, *ANSWERING), title=title, body=body, url=answer_url(inquiry, unit))
    return Text(zh=f"已催办{unit.name['zh']}：{inquiry.article}", en=f"Reminded {unit.name['en']}: {cited(inquiry)}")


def _unanswered(inquiry: Inquiry, number: int) -> Text:
    title = inquiry.edition.title
    return Text(
        zh=f"{title['zh']}：{inquiry.article}有{number}项意见到期未答复",
        en=f"{title['en']}: {number} answer(s) missing when due, {cited(inquiry)}",
    )


def cited(inquiry: Inquiry) -> str:
    """The article as English text writes it."""
    return words.article(inquiry.article, "en")
