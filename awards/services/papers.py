"""Asking for a formal paper: a row in the act's transaction, the PDF by the worker."""

from journal import clock
from journal.services import send_later
from schemes.regulation import Text

from ..documents.make import make_document
from ..models import Decision, Document, Paper, StageOutcome
from ..naming import letters_of
from ..queries import regulation_of

TITLES = {
    Paper.WRITTEN_RESULT: Text(zh="评审结果告知书", en="Written result"),
    Paper.COMMITTEE_DECISION: Text(zh="评审委员会审议决定", en="Decision of the committee"),
    Paper.APPROVAL: Text(zh="批准文件", en="Approval"),
}


def request_written_result(*, outcome: StageOutcome) -> Document:
    """A written result for an application that did not go on (OH-14.2); asked for once per outcome."""
    edition = outcome.application.edition
    document, new = Document.objects.get_or_create(
        outcome=outcome,
        defaults={
            "kind": Paper.WRITTEN_RESULT,
            "edition": edition,
            "application": outcome.application,
            "title": TITLES[Paper.WRITTEN_RESULT],
            "number": f"{letters_of(regulation_of(edition))}-{edition.year}-R{outcome.pk:05d}",
            "requested_at": clock.now(),
        },
    )
    if new:
        send_later(make_document, document=document.pk)
    return document


def request_decision_paper(*, decision: Decision, kind: Paper) -> Document:
    """The paper of a committee's or approver's decision; asked for once."""
    document, new = Document.objects.get_or_create(
        decision=decision,
        defaults={
            "kind": kind,
            "edition": decision.edition,
            "title": TITLES[kind],
            "number": f"{letters_of(regulation_of(decision.edition))}-{decision.edition.year}-D{decision.pk:04d}",
            "requested_at": clock.now(),
        },
    )
    if new:
        send_later(make_document, document=document.pk)
    return document
