"""One award from the call to the verified certificate, in Chromium: every role, real pages, only clicks and typing."""

from types import SimpleNamespace

import pytest

from accounts.models import Seat, UnitKind, User
from journal import clock
from tests.conftest import NINE, cast_of, person, seat, unit

from . import applying, asking, deciding, opening, reviewing, screening
from .acting import Portal

pytestmark = pytest.mark.browser
STEPS = (
    opening.open_the_edition,
    opening.enter_what_is_missing,
    opening.publish_the_call,
    applying.register,
    applying.check_and_start,
    applying.fill_in,
    applying.two_tabs,
    applying.hand_in,
    applying.sign_opinion,
    applying.others_file,
    applying.deadline_falls,
    screening.begin_qualification,
    asking.ask_and_answer,
    screening.screen_everybody,
    screening.evidence_opens,
    screening.publish_the_accepted,
    screening.object_twice,
    screening.settle_them,
    screening.acceptance_ends,
    reviewing.review_the_papers,
    reviewing.keep_the_conflicted_out,
    reviewing.score_the_papers,
    reviewing.report_and_decide_papers,
    reviewing.review_on_site,
    deciding.weigh_and_rank,
    deciding.propose,
    deciding.committee_decides,
    deciding.result_on_notice,
    deciding.lose_an_award,
    deciding.approve,
    deciding.announce,
    deciding.verify,
    deciding.record_the_prize,
)


def begin() -> SimpleNamespace:
    """The cast, whom the trial lets step in, on a Monday in March 2026."""
    from schemes.services import load_regulations

    clock.set_out(NINE)
    load_regulations()
    cast = cast_of("haizhou")
    cast.department_unit = unit(cast.scheme, UnitKind.DEPARTMENT, "应急管理局")
    cast.department = seat(person("department", "核实人"), Seat.DEPARTMENT, cast.department_unit)
    User.objects.update(demonstration=True)
    return cast


def test_from_the_call_to_the_verified_certificate(portal: Portal, transactional_db):
    """Haizhou, article by article."""
    cast = begin()
    for step in STEPS:
        step(portal, cast)
    assert portal.faults == []
