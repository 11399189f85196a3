"""Applicants' and recommenders' pages: who sees what, saving, files, both languages, constant statements."""

import re

import pytest
from django.urls import reverse

from awards.models import Application, EvidenceFile, SectionAnswers
from awards.services.applications import start_application

from .conftest import PDF, hand_in

pytestmark = pytest.mark.django_db
LANGUAGES = ("zh-hans", "en")


def page(client, user, name, *args, language="zh-hans", **query):
    """A page as a person sees it."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["language"] = language
    return client.get(reverse(name, args=args), query)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["application", "preview", "submit", "receipt", "recommender", "withdraw"])
def test_the_pages_of_an_application_open(client, handed_in, cast, name, language):
    assert page(client, cast.applicant, name, handed_in.pk, language=language).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_opens(client, handed_in, cast, language):
    for section in handed_in.sections.all():
        answer = page(client, cast.applicant, "section", handed_in.pk, section.section, language=language)
        assert answer.status_code == 200
        assert "style=" not in answer.content.decode()


def test_the_first_page_lists_the_task_with_its_deadline(client, draft, cast):
    text = page(client, cast.applicant, "my_applications").content.decode()
    assert "2026年3月31日 周二 24:00" in text


def test_somebody_elses_application_does_not_exist(client, handed_in, cast):
    for name in ("application", "preview", "submit", "receipt", "withdraw", "recommender", "application_pdf"):
        assert page(client, cast.rival, name, handed_in.pk).status_code == 404
    assert page(client, cast.rival, "section", handed_in.pk, "identity").status_code == 404
    assert page(client, cast.outsider, "recommend", handed_in.pk).status_code == 404


def test_autosave_moves_the_revision_and_meets_a_colleague_with_both_texts(client, draft, cast):
    url = reverse("section_save", args=[draft.pk, "identity"])
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    first = client.post(url, {"name": "甲", "revision": 0})
    assert (first.status_code, first.json()["revision"]) == (200, 1)
    client.force_login(cast.colleague, backend="django.contrib.auth.backends.ModelBackend")
    second = client.post(url, {"name": "乙", "employees": "12", "revision": 0})
    assert second.status_code == 409
    assert second.json() == {"revision": 1, "fields": {"name": "甲", "employees": ""}, "by": cast.applicant.full_name}
    assert SectionAnswers.objects.get(application=draft, section="identity").answers == {"name": "甲"}


def test_without_scripts_a_conflict_shows_both_texts_and_loses_neither(client, draft, cast):
    url = reverse("section", args=[draft.pk, "identity"])
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    client.post(url, {"name": "他们的名称", "revision": 0})
    answer = client.post(url, {"name": "我的名称", "revision": 0})
    assert answer.status_code == 409
    assert "他们的名称" in answer.content.decode() and 'value="我的名称"' in answer.content.decode()
    client.post(url, {"name": "我的名称", "revision": 1})
    assert SectionAnswers.objects.get(application=draft, section="identity").answers["name"] == "我的名称"


def test_what_cannot_be_read_is_kept_and_pointed_out(client, draft, cast):
    url = reverse("section", args=[draft.pk, "identity"])
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    client.post(url, {"employees": "约三百人", "revision": 0, "go": "stay"})
    text = client.get(url).content.decode()
    assert 'value="约三百人"' in text
    assert 'href="#id_employees"' in text


def test_fields_of_another_section_are_not_taken(client, draft, cast):
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("section_save", args=[draft.pk, "identity"]), {"overview": "x", "revision": 0})
    assert "overview" not in SectionAnswers.objects.get(application=draft, section="identity").answers


def test_a_reader_of_the_organisation_changes_nothing(client, draft, cast, django_user_model):
    from accounts.models import Seat
    from accounts.services import appoint

    reader = django_user_model.objects.create(username="reader", full_name="读者")
    appoint(person=reader, seat=Seat.APPLICANT_VIEWER, place=cast.organisation, actor=None)
    assert page(client, reader, "section", draft.pk, "identity").status_code == 200
    assert client.post(reverse("section", args=[draft.pk, "identity"]), {"name": "x", "revision": 0}).status_code == 403
    assert client.post(reverse("section_save", args=[draft.pk, "identity"]), {"revision": 0}).status_code == 403


def test_an_editor_may_not_hand_in(client, complete, cast):
    client.force_login(cast.colleague, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("submit", args=[complete.pk]), {"truthful": "on", "signed_name": "同事"})
    assert answer.status_code == 403
    assert Application.objects.get(pk=complete.pk).standing == "draft"


def test_handing_in_by_the_page_leads_to_the_receipt(client, complete, cast):
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    url, sent = reverse("submit", args=[complete.pk]), {"truthful": "on", "signed_name": cast.applicant.full_name}
    for _click in range(2):
        assert client.post(url, sent).url == reverse("receipt", args=[complete.pk])
    assert Application.objects.get(pk=complete.pk).submissions.count() == 1


def test_hz_8_1_the_self_check_judges_at_once_and_its_answers_go_along(client, open_edition, cast):
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("eligibility", args=[open_edition.pk])
    live = client.post(url, {"operating_since": "2025-01-01"}, headers={"X-Live": "1"}).content.decode()
    assert "第八条" in live and "<html" not in live
    assert not Application.objects.exists()
    answer = client.post(url, {"operating_since": "2015-01-01", "go": "start"})
    application = Application.objects.get()
    assert answer.url == reverse("application", args=[application.pk])
    stored = {name: typed for row in application.sections.all() for name, typed in row.answers.items()}
    assert stored == {"operating_since": "2015-01-01"}


def test_starting_twice_leads_to_the_same_application(open_edition, cast):
    terms = {"edition": open_edition, "organisation": cast.organisation, "actor": cast.applicant}
    assert start_application(**terms) == start_application(**terms)


def test_evidence_is_served_to_those_who_may_and_as_an_attachment(client, handed_in, cast):
    file = EvidenceFile.objects.first()
    for user in (cast.applicant, cast.recommender, cast.officer, cast.observer):
        answer = page(client, user, "evidence_file", file.pk)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content) == PDF
    for user in (cast.rival, cast.outsider, cast.expert, cast.recused):
        assert page(client, user, "evidence_file", file.pk).status_code == 404


def test_a_file_that_was_not_handed_in_is_the_applicants_own(client, complete, cast):
    file = EvidenceFile.objects.first()
    for user in (cast.recommender, cast.officer):
        assert page(client, user, "evidence_file", file.pk).status_code == 404


def test_the_first_page_asks_as_many_statements_for_one_as_for_thirty(
    client, open_edition, cast, django_assert_num_queries
):
    from accounts.models import Seat
    from tests.conftest import organisation, seat

    start_application(edition=open_edition, organisation=cast.organisation, actor=cast.applicant)
    page(client, cast.applicant, "my_applications")
    with django_assert_num_queries(16):
        client.get(reverse("my_applications"))
    for number in range(3, 32):
        place = organisation(f"单位{number}", number)
        seat(cast.applicant, Seat.APPLICANT_ADMIN, place)
        start_application(edition=open_edition, organisation=place, actor=cast.applicant)
    with django_assert_num_queries(16):
        client.get(reverse("my_applications"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recommenders_pages_open(client, handed_in, cast, language):
    assert handed_in.number in page(client, cast.recommender, "recommendations", language=language).content.decode()
    text = page(client, cast.recommender, "recommend", handed_in.pk, language=language).content.decode()
    assert re.search(r'name="submission" value="\d+"', text)


def test_a_recommender_signs_or_sends_back_exactly_what_it_read(client, handed_in, cast):
    client.force_login(cast.recommender, backend="django.contrib.auth.backends.ModelBackend")
    url, read = reverse("recommend", args=[handed_in.pk]), handed_in.submissions.get().pk
    SectionAnswers.objects.filter(application=handed_in, section="assessment").update(
        revision=9, answers={"overview": "新"}
    )
    terms = {"submission": read, "opinion": "同意推荐", "signed_name": "推荐人"}
    assert client.post(url, {**terms, "submission": "0"}).status_code == 200
    assert not handed_in.recommendations.exists()
    assert client.post(url, {**terms, "go": "return"}).status_code == 302
    assert not handed_in.recommendations.get().recommended
    assert client.post(url, {**terms, "go": "sign"}).status_code == 403


def test_organisations_are_checked_before_they_are_registered(client, cast):
    from accounts.models import Organisation

    client.force_login(cast.outsider, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("register_organisation")
    assert 'href="#id_uscc"' in client.post(url, {"name": "新单位", "uscc": "123"}).content.decode()
    wrong = cast.organisation.uscc[:17] + ("0" if cast.organisation.uscc[17] != "0" else "1")
    assert client.post(url, {"name": "新单位", "uscc": wrong}).status_code == 200
    answer = client.post(url, {"name": "新单位", "uscc": wrong, "accepted_because": "执照上如此"})
    assert answer.status_code == 302
    assert Organisation.objects.get(uscc=wrong).uscc_accepted_because == "执照上如此"
    assert page(client, cast.outsider, "my_applications").status_code == 200


def test_a_registered_organisation_is_asked_not_taken(client, cast):
    from accounts.queries import organisations_of
    from journal.models import Notification

    client.force_login(cast.outsider, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("register_organisation"), {"name": "x", "uscc": cast.organisation.uscc})
    assert not organisations_of(cast.outsider)
    assert Notification.objects.filter(person=cast.applicant).count() == 1


def test_the_filled_form_is_a_pdf(client, handed_in, cast):
    answer = page(client, cast.applicant, "application_pdf", handed_in.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert hand_in(handed_in, cast.applicant).number == 1


def test_who_is_proposed_stays_inside_until_the_notice_is_published(client, handed_in, cast):
    from awards.models import EditionStage, Result
    from awards.queries import stage_clause
    from awards.services import record_outcome
    from journal import clock
    from schemes.regulation import Text

    stage = handed_in.edition.stages.get(kind="overall_evaluation")
    because = Text(zh="综合得分747.25，第1位", en="747.25, place 1")
    record_outcome(
        application=handed_in, stage=stage, result=Result.PROPOSED, because=because, clause=stage_clause(stage),
        at=clock.now(), actor=cast.officer,
    )  # fmt: skip
    pages = [("application", handed_in.pk), ("receipt", handed_in.pk), ("my_applications",)]
    texts = [page(client, cast.applicant, *name).content.decode() for name in pages]
    assert not any("747.25" in text or "拟授奖" in text for text in texts)
    assert "拟授奖" not in page(client, cast.recommender, "recommendations").content.decode()
    EditionStage.objects.filter(edition=handed_in.edition, kind="result_notice").update(closes_at=clock.now())
    assert "747.25" in page(client, cast.applicant, "application", handed_in.pk).content.decode()
