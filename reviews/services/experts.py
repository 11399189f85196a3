"""Keeping the expert pool's profiles."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from journal.services import record

from ..models import Expert


@transaction.atomic
def enter_expert(
    *, person: User, scheme: str, actor: User | None, employer: str = "", title: str = "", trades: Iterable[str] = (),
    may_lead: bool = False, preferred: bool = False,
) -> Expert:  # fmt: skip
    """Write or rewrite a person's profile in a scheme's pool; the seat itself is given by ``accounts``."""
    terms = {
        "employer": employer, "title": title, "trades": [trade.strip().upper() for trade in trades if trade.strip()],
        "may_lead": may_lead, "preferred": preferred,
    }  # fmt: skip
    expert, _ = Expert.objects.update_or_create(user=person, scheme=scheme, defaults=terms)
    record("enter_expert", actor=actor, about=expert, person=person.pk, scheme=scheme, **terms)
    return expert
