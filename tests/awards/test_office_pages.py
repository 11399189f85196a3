"""The office's, committee's and approver's pages: who may enter, what they cost, what their forms say."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Seat, UnitKind
from awards.models import Candidate, Decision, Document, Edition, EditionStage
from awards.services import open_edition
from journal import clock
from schemes.models import HolidayArrangement, RegulationVersion
from tests.conftest import cast_of, person, seat, unit

from .deciding import NOON, applicant, at_stage, close, fresh, go_to, listed, rejected, reviewed

OFFICE_PAGES = ("office_applications", "screening", "decisions", "awards_of", "prizes", "office_edition")


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(NOON):
        yield


def sign_in(client, user):
    user.__dict__.pop("_seats", None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def stranger_from(scheme):
    """An officer of another scheme."""
    return seat(person("stranger"), Seat.OFFICER, unit(scheme, UnitKind.OFFICE, "别处的办公室"))


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.fixture
def received(edition, cast):
    go_to(edition, "qualification", cast)
    return applicant(edition, cast, 1)


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_office_pages_open_for_office_and_observer_alone(client, edition, cast, name):
    url = reverse(name, args=[edition.pk])
    assert sign_in(client, cast.officer).get(url).status_code == 200
    assert sign_in(client, cast.observer).get(url).status_code == 200
    assert sign_in(client, cast.outsider).get(url).status_code == 403
    assert sign_in(client, cast.applicant).get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_another_schemes_edition_does_not_exist(client, edition, cast, name):
    stranger = stranger_from("tongzhou")
    assert sign_in(client, stranger).get(reverse(name, args=[edition.pk])).status_code == 404


def test_another_schemes_application_does_not_exist(client, received, cast):
    stranger = stranger_from("tongzhou")
    for name in ("office_application", "screen"):
        assert sign_in(client, stranger).get(reverse(name, args=[received.pk])).status_code == 404


def test_an_observer_sees_and_changes_nothing(client, received, cast, edition):
    sign_in(client, cast.observer)
    assert client.get(reverse("screen", args=[received.pk])).status_code == 200
    for name, key in (
        ("screen", received.pk),
        ("screen_accept", received.pk),
        ("stage_open", edition.stages.first().pk),
    ):
        answer = client.post(reverse(name, args=[key]))
        assert answer.status_code == 403
    assert not received.outcomes.exists()


def test_an_officer_of_one_scheme_who_observes_another_acts_only_in_his_own(client, received, cast):
    stranger = stranger_from("tongzhou")
    observer_place = cast.observer.appointments.get().unit
    seat(stranger, Seat.OBSERVER, observer_place)
    sign_in(client, stranger)
    assert client.get(reverse("screen", args=[received.pk])).status_code == 200
    assert client.post(reverse("screen_accept", args=[received.pk])).status_code == 403


@pytest.mark.parametrize("name", ["office_applications", "screening"])
def test_lists_cost_the_same_with_thirty_applications(client, received, edition, cast, name):
    sign_in(client, cast.officer)
    url = reverse(name, args=[edition.pk])
    one = cost(client, url)
    for number in range(2, 32):
        applicant(edition, cast, number)
    assert cost(client, url) == one == {"office_applications": 12, "screening": 12}[name]


def test_the_ranking_costs_the_same_with_thirty_applications(client, edition, cast):
    reviewed(edition, cast, ("700", "700"))
    sign_in(client, cast.officer)
    url = reverse("evaluation", args=[edition.pk])
    one = cost(client, url)
    for number in range(2, 32):
        score = Decimal(500 - number)
        applicant(edition, cast, number, document_score=score, onsite_score=score, total_score=score)
    assert cost(client, url) == one == 17


def test_an_edition_opens_with_its_timetable_and_articles(client, cast):
    sign_in(client, cast.officer)
    page = client.get(reverse("open_edition", args=["haizhou"]))
    assert "第九条第（二）项" in page.content.decode()
    version = RegulationVersion.objects.get(scheme="haizhou", status="in_force")
    terms = {"version": version.pk, "year": 2026, "starts_on": "2026-06-01", "planned": 5}
    refused = client.post(reverse("open_edition", args=["haizhou"]), terms)
    assert refused.status_code == 200 and not Edition.objects.exists()
    client.post(reverse("open_edition", args=["haizhou"]), terms | {"planned": 4})
    assert Edition.objects.get().planned == 4
    again = client.post(reverse("open_edition", args=["haizhou"]), terms | {"planned": 4, "year": 2027})
    assert "第四条" in again.content.decode() and Edition.objects.count() == 1


def test_g_10_missing_parameters_stand_on_the_board_and_are_entered_with_their_basis(client, edition, cast):
    sign_in(client, cast.officer)
    board = reverse("office_edition", args=[edition.pk])
    url = reverse("parameter", args=[edition.pk, "weight_document_review"])
    assert url in client.get(board).content.decode()
    assert client.post(url, {"value": "40", "basis": ""}).status_code == 200
    client.post(url, {"value": "40", "basis": "评审细则第三条"})
    assert fresh(edition).parameters.get().value == "40"
    page = client.get(board).content.decode()
    assert url not in page and "评审细则第三条" in page
    other = reverse("parameter", args=[edition.pk, "weight_onsite_review"])
    wrong = client.post(other, {"value": "70", "basis": "评审细则第三条"})
    assert wrong.status_code == 200 and fresh(edition).parameters.count() == 1


def test_screening_saves_judgements_and_shows_faults_beside_their_field(client, received, cast):
    sign_in(client, cast.officer)
    url = reverse("screen", args=[received.pk])
    page = client.get(url)
    name = next(line["one"].name for line in page.context["lines"] if line["one"].open)
    bare = client.post(url, {f"{name}-met": "yes", f"{name}-reason": ""})
    assert f'id="id_{name}-reason_error"' in bare.content.decode()
    client.post(url, {f"{name}-met": "yes", f"{name}-reason": "已核对"})
    assert received.judged.get().reason == "已核对"


def test_a_written_result_is_for_its_applicant_and_the_office(client, received, cast):
    mine = seat(person("mine"), Seat.APPLICANT_ADMIN, received.organisation)
    rejected(received, cast, clause="HZ-8.2", reason="证书过期")
    from awards.documents.make import make_document

    paper = Document.objects.get()
    url = reverse("document", args=[paper.pk])
    assert sign_in(client, mine).get(url).status_code == 404  # not made yet
    make_document(document=paper.pk)
    for user, status in ((mine, 200), (cast.officer, 200), (cast.rival, 404), (cast.outsider, 404)):
        assert sign_in(client, user).get(url).status_code == status
    answer = sign_in(client, mine).get(url)
    assert answer["Content-Disposition"].startswith("attachment") and answer["Content-Type"] == "application/pdf"


def test_committee_and_approver_decide_in_their_pages(client, edition, cast):
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"))
    listed(edition, cast, rows)
    go_to(edition, "committee_decision", cast)
    url = reverse("committee_edition", args=[edition.pk])
    struck = Candidate.objects.get(application=rows[1])
    assert sign_in(client, cast.approver).get(url).status_code == 403
    sign_in(client, cast.committee)
    day = {"decided_on": "2026-06-01"}
    assert client.post(url, day | {f"c{struck.pk}-strike": "on"}).status_code == 200
    assert not Decision.objects.filter(kind="committee").exists()
    client.post(url, day | {f"c{struck.pk}-strike": "on", f"c{struck.pk}-reason": "投诉未结"})
    assert Decision.objects.get(kind="committee").accepted
    close(edition, "committee_decision", cast)
    go_to(edition, "approval", cast)
    url = reverse("approval_edition", args=[edition.pk])
    assert sign_in(client, cast.committee).get(url).status_code == 403
    sign_in(client, cast.approver)
    client.post(url, {"act": "return", "reason": ""})
    assert not Decision.objects.filter(kind="approval").exists()
    client.post(url, day | {"act": "approve", "document_number": "海政发〔2026〕9号"})
    assert Decision.objects.get(kind="approval").document_number == "海政发〔2026〕9号"
    client.post(url, day | {"act": "approve", "document_number": "海政发〔2026〕9号"})
    assert Decision.objects.filter(kind="approval").count() == 1


@pytest.mark.parametrize("scheme", ["lianyungang", "ouhai", "tongzhou", "ganzhou"])
def test_every_schemes_board_and_screening_open(client, regulations, scheme):
    cast = cast_of(scheme)
    edition = open_edition(version=cast.version, year=2026, starts_on=NOON.date(), actor=cast.officer)
    stage = at_stage(edition, "qualification")
    EditionStage.objects.filter(pk=stage.pk).update(opened_at=NOON)
    row = applicant(edition, cast, 1, applicant_kind=cast.regulation.forms[-1].applicant)
    sign_in(client, cast.officer)
    for name, key in (("office_edition", edition.pk), ("screen", row.pk), ("office_application", row.pk)):
        assert client.get(reverse(name, args=[key])).status_code == 200


def test_planned_days_in_a_year_without_holidays_are_provisional(client, cast, edition):
    def marks(opened):
        page = sign_in(client, cast.officer).get(reverse("office_edition", args=[opened.pk]))
        return {line.stage.planned_until.year: line.provisional for line in page.context["lines"]}, page

    early, page = marks(edition)
    assert early == {2026: False} and "暂定" not in page.content.decode()
    EditionStage.objects.filter(edition=edition, kind="approval").update(planned_until=date(2027, 1, 6))
    late, page = marks(edition)
    assert late == {2026: False, 2027: True} and page.content.decode().count("暂定") == 2  # the picture and the table
    HolidayArrangement.objects.create(
        year=2027, notice_number="国办发明电〔2026〕9号", entered_by=cast.officer, entered_at=NOON
    )
    assert marks(edition)[0] == {2026: False, 2027: False}
