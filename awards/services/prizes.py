"""The prize ledger: what was paid to whom, never more than is due (HZ-11, TZ-21, GZ-7)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Sum

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.regulation import Clause, Text

from ..models import Award, PrizePayment
from ..queries import regulation_of
from .errors import Refused


@transaction.atomic
def record_payment(*, award: Award, yuan: int, paid_on: date, payee: str, voucher: str, actor: User) -> PrizePayment:
    """Enter a payment in yuan. Raises :class:`Refused` beyond what is due, for a voucher entered before, for a
    day in the future, and once the award is revoked.
    """
    award = Award.objects.select_for_update(of=("self",)).select_related("edition").get(pk=award.pk)
    clause = clause_of(award)
    if award.revoked_at is not None:
        raise Refused(Text(zh="奖项已撤销，不得支付。", en="The award is revoked: nothing is paid."), clause)
    if not award.awarded_on <= paid_on <= clock.today():
        raise Refused(
            Text(zh="支付日期须在授奖日至今天之间。", en="The day of payment lies between the award and today."), clause
        )
    left = award.prize_yuan - paid(award)
    if yuan > left:
        raise Refused(
            Text(zh=f"应付余额为{left}元，不得超付。", en=f"CNY {left} is still due; more is never paid."), clause
        )
    try:
        with transaction.atomic():
            payment = PrizePayment.objects.create(
                award=award,
                yuan=yuan,
                paid_on=paid_on,
                payee=payee,
                voucher=voucher,
                recorded_by=actor,
                recorded_at=clock.now(),
            )
    except IntegrityError:
        raise Refused(Text(zh="该凭证号已登记。", en="This voucher is entered already."), clause) from None
    record("record_payment", actor=actor, about=award, yuan=yuan, paid_on=paid_on, voucher=voucher)
    return payment


def paid(award: Award) -> int:
    """Yuan paid so far."""
    return award.payments.aggregate(total=Sum("yuan"))["total"] or 0


def clause_of(award: Award) -> Clause | None:
    """The clause the prize rests on, if there is one."""
    return regulation_of(award.edition).clause(award.prize_clause) if award.prize_clause else None
