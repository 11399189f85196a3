"""The public site: alike for everybody, cheap when unchanged, harmless names, certificates that can be checked."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.models import Award, Candidate, QuotaPlace
from journal import clock
from journal.services import deliver
from publicity.models import Notice, Objection, Objector
from publicity.services import publish_notice, settle_objection
from publicity.services.examination import admit_objection
from schemes.regulation.stages import StageKind
from tests.publicity.conftest import applications, approve, confirm, reach, shanghai

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\"'{{7*7}}有限公司"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def announced(edition, cast):
    """One winner announced on 2026-06-10, its certificate made."""
    with clock.at(shanghai(2026, 6, 9)):
        rows = applications(edition, cast, count=1, standing="proposed")
        confirm(edition, rows, cast.regulation.tiers[0].key, state="approved")
        approve(edition, cast, date(2026, 6, 9))
        reach(edition, StageKind.ANNOUNCEMENT, cast.officer)
    with clock.at(shanghai(2026, 6, 10)):
        publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
        while deliver():
            pass
    return Award.objects.get(edition=edition)


def pages(notice):
    return [
        reverse("home"), reverse("awards"), reverse("calls"), reverse("notices"), reverse("winners"),
        reverse("scheme", args=["haizhou"]), reverse("rule", args=["haizhou", "2024", "HZ-9.2"]),
        reverse("notice", args=[notice.number]), reverse("privacy"), reverse("accessibility"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_pages_know_nobody(client, on_notice, cast, language):
    client.force_login(cast.officer)
    client.cookies["language"] = language
    with clock.at(shanghai(2026, 4, 15)):
        for url in [*pages(on_notice), reverse("verify"), reverse("objection_status")]:
            response = client.get(url)
            assert response.status_code == 200, url
            assert "Cookie" not in response.get("Vary", ""), url
            assert not response.cookies, url
            assert "csrfmiddlewaretoken" not in response.content.decode(), url


def test_a_signed_in_visitor_stays_signed_in(client, on_notice, cast):
    client.force_login(cast.officer)
    client.get(reverse("home"))
    assert client.session["_auth_user_id"] == str(cast.officer.pk)


def test_unchanged_pages_are_answered_304_with_one_statement(client, on_notice, django_assert_num_queries):
    with clock.at(shanghai(2026, 4, 15, 10, 30)):
        still = (reverse("privacy"), reverse("accessibility"))
        for url in pages(on_notice):
            first = client.get(url)
            assert first["ETag"]
            with django_assert_num_queries(0 if url in still else 1):
                again = client.get(url, headers={"If-None-Match": first["ETag"]})
            assert again.status_code == 304, url
        english = client.get(reverse("home"), headers={"If-None-Match": first["ETag"], "Accept-Language": "en"})
        assert english.status_code == 200


def test_a_page_changes_when_something_is_published(client, accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 13, 9, 30)):
        before = client.get(reverse("home"))["ETag"]
        publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
        assert client.get(reverse("home"), headers={"If-None-Match": before}).status_code == 200


def test_a_draft_is_not_public(client, accepted, edition):
    draft = Notice.objects.get(edition=edition)
    for name in ("notice", "objection", "notice_pdf"):
        assert client.get(reverse(name, args=[draft.number])).status_code == 404
    assert draft.number not in client.get(reverse("notices")).content.decode()


def test_the_home_page_says_what_is_on_notice_and_for_how_long(client, on_notice):
    with clock.at(shanghai(2026, 4, 15)):
        page = client.get(reverse("home")).content.decode()
    assert on_notice.title["zh"] in page
    assert "还剩 4 个工作日" in page
    with clock.at(shanghai(2026, 4, 20, 23, 59, 50)):
        assert "今天截止" in client.get(reverse("home")).content.decode()
    with clock.at(shanghai(2026, 4, 21, 0)):
        assert "还剩" not in client.get(reverse("home")).content.decode()


def test_a_notice_states_what_the_handbook_asks(client, on_notice, accepted):
    page = client.get(reverse("notice", args=[on_notice.number])).content.decode()
    for part in (
        on_notice.title["zh"], "第九条第（二）项", "2026年4月14日", "2026年4月20日", "办公室", "实名", "异议",
        *(row.applicant_name for row in accepted),
    ):  # fmt: skip
        assert part in page, part


@pytest.mark.parametrize("rows", [1, 30])
def test_statements_of_lists_do_not_grow(client, edition, cast, rows, django_assert_num_queries):
    with clock.at(shanghai(2026, 4, 13)):
        applications(edition, cast, count=rows)
        reach(edition, StageKind.ACCEPTANCE_NOTICE, cast.officer)
        notice = publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
        client.get(reverse("home"))  # reads the regulations into the process's memory
        for url, statements in (
            (reverse("home"), 4), (reverse("notice", args=[notice.number]), 2), (reverse("notices"), 4),
            (reverse("scheme", args=["haizhou"]), 4),
        ):  # fmt: skip
            with django_assert_num_queries(statements):
                client.get(url)


@pytest.mark.parametrize("rows", [1, 30])
def test_statements_of_the_winners_list_do_not_grow(client, edition, cast, rows, django_assert_num_queries):
    with clock.at(shanghai(2026, 6, 9)):
        tier = cast.regulation.tiers[0].key
        QuotaPlace.objects.bulk_create(
            QuotaPlace(edition=edition, tier=tier, number=number) for number in range(100, 100 + rows)
        )
        confirm(edition, applications(edition, cast, count=rows, standing="proposed"), tier, state="approved")
        approve(edition, cast, date(2026, 6, 9))
        reach(edition, StageKind.ANNOUNCEMENT, cast.officer)
        publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
        client.get(reverse("winners"))  # reads the regulations into the process's memory
        with django_assert_num_queries(4):
            page = client.get(reverse("winners"))
    assert page.content.decode().count("<tr>") == rows + 1


def test_markup_in_names_is_harmless_everywhere(client, edition, cast):
    with clock.at(shanghai(2026, 4, 13)):
        rows = applications(edition, cast, count=1)
        rows[0].organisation.name = HOSTILE
        rows[0].organisation.save()
        reach(edition, StageKind.ACCEPTANCE_NOTICE, cast.officer)
        notice = publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
        client.force_login(cast.officer)
        for url in (
            reverse("home"), reverse("notice", args=[notice.number]), reverse("objection", args=[notice.number]),
            reverse("office_notices", args=[edition.pk]), reverse("office_notice", args=[notice.pk]),
        ):  # fmt: skip
            page = client.get(url).content.decode()
            assert "<script>alert" not in page and "49有限公司" not in page, url


def objection_data(row, **changes):
    data = {
        "application": row.pk, "who": "person", "name": "李明", "contact": "li@example.org", "token": "abc",
        "text": "产品在省级监督抽查中不合格，附检验报告。", "website": "",
    }  # fmt: skip
    return {**data, **changes}


def test_objecting_gives_a_number_and_code_that_open_its_state(client, on_notice, accepted, cast):
    url = reverse("objection", args=[on_notice.number])
    with clock.at(shanghai(2026, 4, 15)):
        page = client.post(url, objection_data(accepted[0])).content.decode()
        objection = Objection.objects.get()
        assert objection.number in page and objection.code in page
        status = reverse("objection_status")
        known = client.post(status, {"number": objection.number, "code": objection.code.lower()}).content.decode()
        assert "已收到" in known or "Received" in known or objection.number in known
        wrong = client.post(status, {"number": objection.number, "code": "AAAAAAAAAA"})
        assert wrong.status_code == 422
        admit_objection(objection=objection, actor=cast.officer, examiner=cast.officer)
        objection.refresh_from_db()
        settle_objection(objection=objection, actor=cast.officer, state="dismissed", reasons="查无实据，不成立。")
        assert (
            "查无实据，不成立。"
            in client.post(status, {"number": objection.number, "code": objection.code}).content.decode()
        )
        assert "李明" not in client.post(status, {"number": objection.number, "code": objection.code}).content.decode()


def test_a_double_click_makes_one_objection(client, on_notice, accepted):
    url = reverse("objection", args=[on_notice.number])
    with clock.at(shanghai(2026, 4, 15)):
        first = client.post(url, objection_data(accepted[0])).content.decode()
        second = client.post(url, objection_data(accepted[0])).content.decode()
    assert Objection.objects.count() == 1
    assert Objection.objects.get().code in first and Objection.objects.get().code in second


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(client, on_notice, accepted):
    url = reverse("objection", args=[on_notice.number])
    with clock.at(shanghai(2026, 4, 15)):
        response = client.post(url, objection_data(accepted[0], name=""))
        page = response.content.decode()
        assert response.status_code == 422
        assert "产品在省级监督抽查中不合格" in page and 'id="id_name_error"' in page and "error-summary" in page
        upload = SimpleUploadedFile("x.pdf", b"MZ\x90 not a pdf")
        response = client.post(url, {**objection_data(accepted[0]), "file": upload})
        assert response.status_code == 422 and 'id="id_file_error"' in response.content.decode()
        assert client.post(url, objection_data(accepted[0], website="http://spam")).status_code == 422
    assert not Objection.objects.exists()


def test_an_anonymous_objection_keeps_no_identity(client, on_notice, accepted):
    with clock.at(shanghai(2026, 4, 15)):
        client.post(reverse("objection", args=[on_notice.number]), objection_data(accepted[0], who="anonymous"))
    assert Objection.objects.get().anonymous
    assert not Objector.objects.exists()


def test_a_flood_of_objections_is_stopped(client, on_notice, accepted):
    url = reverse("objection", args=[on_notice.number])
    with clock.at(shanghai(2026, 4, 15)):
        codes = [client.post(url, objection_data(accepted[0], token=f"t{n}")).status_code for n in range(13)]
    assert codes == [200] * 12 + [422]


def test_G_6_a_certificate_is_valid_revoked_or_never_issued(client, announced):
    with clock.at(shanghai(2026, 6, 11)):
        good = client.get(reverse("verify_award", args=[announced.number, announced.code]))
        assert good.status_code == 200
        assert good.context["state"] == "valid" and announced.winner in good.content.decode()
        typed = client.post(reverse("verify"), {"number": announced.number.lower(), "code": announced.code.lower()})
        assert typed.context["award"] == announced
        forged = client.get(reverse("verify_award", args=[announced.number, "WRONGCODE"]))
        assert forged.status_code == 404 and announced.winner not in forged.content.decode()
        Award.objects.filter(pk=announced.pk).update(revoked_at=clock.now())
        revoked = client.get(reverse("verify_award", args=[announced.number, announced.code]))
        assert revoked.context["state"] == "revoked"


def test_GZ_20_a_title_is_valid_until_its_last_day():
    from types import SimpleNamespace

    from publicity.queries import title_state

    award = SimpleNamespace(revoked_at=None, valid_until=date(2029, 6, 9))
    assert title_state(award, date(2029, 6, 9)) == "valid"
    assert title_state(award, date(2029, 6, 10)) == "expired"


def test_G_6_the_file_itself_can_be_checked(client, announced):
    content = announced.certificate.read()

    def handed_in(data):
        return client.post(reverse("verify"), {"file": SimpleUploadedFile("c.pdf", data)})

    with clock.at(shanghai(2026, 6, 11)):
        assert handed_in(content).context["award"] == announced
        middle = len(content) // 3
        altered = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        response = handed_in(altered)
        assert response.context["award"] is None and response.context["seal"] in ("altered", "none")
        assert handed_in(b"%PDF-1.4 nothing").context["seal"] == "none"
        assert handed_in(b"nothing").context["seal"] == "none"


def test_the_winners_archive_narrows_by_every_filter(client, announced):
    with clock.at(shanghai(2026, 6, 11)):
        for query, found in (
            ("", True), ("scheme=haizhou", True), ("scheme=ouhai", False), ("year=2026", True), ("year=2025", False),
            (f"tier=haizhou.{announced.tier}", True), ("tier=haizhou.excellence", announced.tier == "excellence"),
            ("state=valid", True), ("state=revoked", False), ("state=expired", False), ("year=<script>", True),
        ):  # fmt: skip
            page = client.get(f"{reverse('winners')}?{query}").content.decode()
            assert (announced.winner in page) is found, query


def test_winners_are_not_public_before_the_announcement(client, edition, cast):
    with clock.at(shanghai(2026, 6, 9)):
        rows = applications(edition, cast, count=1, standing="proposed")
        confirm(edition, rows, cast.regulation.tiers[0].key, state="approved")
        approve(edition, cast, date(2026, 6, 9))
        reach(edition, StageKind.ANNOUNCEMENT, cast.officer)
        assert Candidate.objects.get().state == "awarded"
        assert rows[0].applicant_name not in client.get(reverse("winners")).content.decode()


def test_G_1_the_public_page_says_that_nothing_costs_anything(client, regulations):
    assert (
        "任何费用" in client.get(reverse("privacy")).content.decode()
        or "fee" in client.get(reverse("privacy")).content.decode()
    )


def test_G_5_every_clause_has_its_page(client, regulations):
    from schemes.models import RegulationVersion

    for row in RegulationVersion.objects.all():
        for clause in row.regulation.all_clauses:
            url = reverse("rule", args=[row.scheme, row.version, clause.id])
            response = client.get(url)
            assert response.status_code == 200 and clause.says.zh[:8] in response.content.decode(), url
    assert client.get(reverse("rule", args=["haizhou", "2024", "HZ-99"])).status_code == 404
    assert client.get(reverse("scheme", args=["nowhere"])).status_code == 404


def test_the_official_document_can_be_downloaded_once_made(client, on_notice):
    with clock.at(shanghai(2026, 4, 13, 10)):
        assert client.get(reverse("notice_pdf", args=[on_notice.number])).status_code == 404
        while deliver():
            pass
        response = client.get(reverse("notice_pdf", args=[on_notice.number]))
    assert response["Content-Type"] == "application/pdf" and "attachment" in response["Content-Disposition"]
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_the_state_of_a_notice_page_follows_the_clock(client, on_notice):
    url = reverse("notice", args=[on_notice.number])
    with clock.at(on_notice.ends_at - timedelta(minutes=1)):
        first = client.get(url)
        assert "objection/?entry=" in first.content.decode()
    with clock.at(on_notice.ends_at):
        second = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert second.status_code == 200 and "objection/?entry=" not in second.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_form_of_another_notice_is_refused_with_a_sentence(client, on_notice, accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 15)):
        client.post(reverse("objection", args=[on_notice.number]), objection_data(accepted[0]))
        Candidate.objects.filter(edition=edition).delete()
        for row in accepted:
            row.standing = "proposed"
            row.save()
        confirm(edition, accepted[:1], cast.regulation.tiers[0].key)
        reach(edition, StageKind.RESULT_NOTICE, cast.officer)
        other = publish_notice(notice=Notice.objects.get(edition=edition, kind="result"), actor=cast.second_officer)
        response = client.post(reverse("objection", args=[other.number]), objection_data(accepted[0]))
    assert response.status_code == 422 and Objection.objects.count() == 1


@pytest.mark.parametrize("bad", ["\x00", "²", "‮", "9" * 400, "<img src=x onerror=alert(1)>", "%00"])
def test_hostile_input_is_answered_never_with_an_error_page(client, on_notice, accepted, cast, bad):
    from urllib.parse import quote

    url, written = reverse("objection", args=[on_notice.number]), quote(bad, safe="")
    with clock.at(shanghai(2026, 4, 15)):
        answers = [
            client.get(f"{url}?entry={written}"),
            client.get(f"{reverse('winners')}?page={written}&year={written}&tier={written}&state={written}"),
            client.get(f"{reverse('notices')}?page={written}&scheme={written}&kind={written}&year={written}"),
            client.get(f"/verify/{written}/{written}/"),
            client.get(f"/awards/haizhou/{written}/{written}/"),
            client.get(f"/notices/{written}/"),
            client.post(reverse("verify"), {"number": bad, "code": bad}),
            client.post(reverse("objection_status"), {"number": bad, "code": bad}),
            client.post(reverse("objection_status"), {"number": f"{on_notice.number}-001", "code": bad}),
            client.post(url, objection_data(accepted[0], name=bad, text=bad, application=bad, who=bad, token=bad)),
            client.post(url, objection_data(accepted[0], name=bad, token=f"t{bad}"[:40])),
        ]
        client.force_login(cast.officer)
        draft = reverse("office_notice", args=[on_notice.pk])
        answers.append(client.get(f"{draft}?publish_on={written}&until=2026-13-45"))
    assert {answer.status_code for answer in answers} <= {200, 404, 422}
    assert not any("<img src=x" in answer.content.decode() for answer in answers)
