"""Pages of corrections and false material: who sees what, what is sent, what everybody who judges reads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.models import CorrectionRequest, EvidenceFile, FalseMaterial, Standing, Submission
from awards.services.corrections import request_correction
from journal import clock

from .conftest import PDF
from .correcting import ASKED_AT, END, LAST_DAY, answer, ask, fresh, into_review, type_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(handed_in, cast):
    return into_review(handed_in, cast)


@pytest.fixture
def named(cast):
    questions = list(cast.regulation.form("organisation").questions())
    words = next(q for q in questions if q.type == "text" and q.required and q.when is None)
    files = next(q for q in questions if q.type == "evidence" and q.required and q.when is None)
    return words.key, files.key


def enter(client, user):
    user.__dict__.pop("_seats", None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_office_sees_what_is_sent_before_it_is_sent(client, review, cast, named, language):
    url = reverse("correction_ask", args=[review.pk])
    typed = {"questions": [named[0]], "reason": "数据不一致", "until": LAST_DAY.isoformat()}
    with clock.at(ASKED_AT):
        client.cookies["language"] = language
        enter(client, cast.officer)
        assert client.get(url).status_code == 200
        preview = client.post(url, typed).content.decode()
        assert "数据不一致" in preview and f'value="{named[0]}"' in preview
        assert not CorrectionRequest.objects.exists()
        assert client.post(url, {**typed, "send": "1"}).url == reverse("screen", args=[review.pk])
        assert CorrectionRequest.objects.get().questions == [named[0]]
        screen = client.get(reverse("screen", args=[review.pk])).content.decode()
        assert "数据不一致" in screen and reverse("screen_reject", args=[review.pk]) not in screen


def test_only_officers_ask_and_only_the_applicants_people_answer(client, review, cast, named):
    asked = ask(review, cast, named[0])
    ask_url, task = reverse("correction_ask", args=[review.pk]), reverse("correction", args=[asked.pk])
    with clock.at(ASKED_AT):
        assert enter(client, cast.observer).post(ask_url, {}).status_code == 403
        assert enter(client, cast.applicant).get(ask_url).status_code == 403
        for stranger in (cast.rival, cast.officer, cast.outsider):
            assert enter(client, stranger).get(task).status_code == 404
        colleague = enter(client, cast.colleague)
        assert colleague.get(task).status_code == 200
        signed = {"truthful": "on", "signed_name": cast.colleague.full_name}
        assert colleague.post(task, signed).status_code == 403
    assert Submission.objects.count() == 1


def test_the_applicant_finds_the_task_corrects_uploads_and_hands_in(client, review, cast, named):
    asked = ask(review, cast, *named)
    home = {key: s.key for s in cast.regulation.form("organisation").sections for key in (q.key for q in s.questions)}
    with clock.at(ASKED_AT):
        enter(client, cast.applicant)
        task = reverse("correction", args=[asked.pk])
        assert task in client.get(reverse("my_applications")).content.decode()
        assert task in client.get(reverse("application", args=[review.pk])).content.decode()
        url = reverse("correction_section", args=[asked.pk, home[named[0]]])
        page = client.get(url).content.decode()
        assert f'name="{named[0]}"' in page
        revision = review.sections.get(section=home[named[0]]).revision
        save = reverse("correction_save", args=[asked.pk, home[named[0]]])
        kept = client.post(save, {named[0]: "新的说明", "revision": revision}).json()
        assert kept["revision"] == revision + 1
        conflict = client.post(save, {named[0]: "另一份", "revision": revision})
        assert conflict.status_code == 409 and conflict.json()["fields"] == {named[0]: "新的说明"}
        upload = reverse("evidence_upload", args=[review.pk, named[1]])
        begun = client.post(upload, {"name": "补.pdf", "size": len(PDF)})
        client.generic("PATCH", begun.json()["url"], PDF, headers={"Upload-Offset": "0"})
        old = EvidenceFile.objects.filter(application=review, question=named[1]).first()
        gone = client.post(reverse("evidence_remove", args=[old.pk]))
        assert f"/corrections/{asked.pk}/" in gone.url
        assert "新的说明" in client.get(task).content.decode()
        signed = {"truthful": "on", "signed_name": cast.applicant.full_name}
        assert client.post(task, signed).status_code == 302
        assert Submission.objects.get(number=2).receipt in client.get(task).content.decode()


def test_everybody_who_judges_reads_the_difference(client, review, cast, named):
    asked = ask(review, cast, named[0])
    type_in(asked, cast, **{named[0]: "与附件一致的新说明。"})
    answer(asked, cast)
    with clock.at(ASKED_AT):
        for user, name in (
            (cast.officer, "screen"),
            (cast.officer, "office_application"),
            (cast.observer, "screen"),
            (cast.recommender, "recommend"),
        ):
            text = enter(client, user).get(reverse(name, args=[review.pk])).content.decode()
            assert "<ins>与附件一致的新说明。</ins>" in text and "<del>海风精密制造</del>" in text


def test_a_page_after_the_end_offers_nothing_to_hand_in(client, review, cast, named):
    asked = ask(review, cast, named[0])
    with clock.at(END):
        task = reverse("correction", args=[asked.pk])
        assert "signed_name" not in enter(client, cast.applicant).get(task).content.decode()
        save = reverse("correction_save", args=[asked.pk, "identity"])
        assert client.post(save, {named[0]: "晚", "revision": "0"}).status_code == 403


def test_statements_do_not_grow_with_what_changed(client, review, cast):
    """One correction of one question, then another of every text: the screening page asks the database as often."""
    questions = cast.regulation.form("organisation").questions()
    texts = [question.key for question in questions if question.type in ("text", "line") and not question.when]
    counts = []
    for several, at in ((texts[:1], ASKED_AT), (texts, END)):
        with clock.at(at):
            asked = request_correction(
                application=fresh(review), questions=several, reason="补正", until=at.date(), actor=cast.officer
            )
        answer(asked, cast, at=at)
        with clock.at(END):
            enter(client, cast.officer).get(reverse("screen", args=[review.pk]))
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("screen", args=[review.pk]))
            counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_hz_15a_two_officers_put_an_applicant_out_through_the_pages(client, review, cast, language):
    url = reverse("false_material", args=[review.pk])
    with clock.at(ASKED_AT):
        client.cookies["language"] = language
        officer = enter(client, cast.officer)
        assert officer.get(url).status_code == 200
        officer.post(url, {"go": "propose", "basis": "检测报告系伪造"})
        officer.post(url, {"go": "confirm"})
        assert fresh(review).standing == Standing.IN_REVIEW
        assert enter(client, cast.observer).post(url, {"go": "confirm"}).status_code == 403
        second = enter(client, cast.second_officer)
        assert "检测报告系伪造" in second.get(url).content.decode()
        second.post(url, {"go": "confirm"})
        assert fresh(review).standing == Standing.DISQUALIFIED
        assert FalseMaterial.objects.get().decided_by == cast.second_officer
        assert "检测报告系伪造" in second.get(url).content.decode()
        register = second.get(reverse("bans")).content.decode()
        assert cast.organisation.name in register
        assert enter(client, cast.observer).get(reverse("bans")).status_code == 200
        assert enter(client, cast.applicant).get(reverse("bans")).status_code == 403
