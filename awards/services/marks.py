"""An officer marks an application with what the regulation encourages (OH-5, GZ-12): shown, never scored."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.regulation import Text

from ..marks import offered
from ..models import Application, Edition, EmphasisMark
from ..queries import regulation_of
from .errors import Refused

CONCLUDED = Text(zh="本届已结束，不能再改标注。", en="The edition is over: marks can no longer be changed.")
UNKNOWN = Text(zh="办法中没有这项标注。", en="The regulation has no such mark.")

Place = tuple[str, int]


@transaction.atomic
def mark_emphasis(*, application: Application, chosen: Iterable[Place], actor: User) -> list[EmphasisMark]:
    """Let exactly the chosen marks stand, each a clause's ID and the mark's place in it; returns those that stand.

    Raises :class:`Refused` for a mark the regulation does not have, and once the edition is over.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=application.edition_id)
    if edition.concluded_at is not None:
        raise Refused(CONCLUDED)
    wanted = set(chosen)
    if not wanted <= {(clause.id, number) for clause, number, _text in offered(regulation_of(edition))}:
        raise Refused(UNKNOWN)
    standing = EmphasisMark.objects.filter(application=application, taken_at=None)
    there = {(mark.clause, mark.number): mark for mark in standing}
    off, new, moment = sorted(there.keys() - wanted), sorted(wanted - there.keys()), clock.now()
    EmphasisMark.objects.filter(pk__in=[there[place].pk for place in off]).update(taken_by=actor, taken_at=moment)
    EmphasisMark.objects.bulk_create(
        EmphasisMark(application=application, clause=clause, number=number, put_by=actor, put_at=moment)
        for clause, number in new
    )
    if off or new:
        record("mark_emphasis", actor=actor, about=application, put=new, taken=off)
    return list(standing.all())
