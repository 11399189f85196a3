"""The office's pages: drafted by one, published by another, foreign editions do not exist, observers change nothing."""

import pytest
from django.urls import reverse

from accounts.models import Seat, UnitKind
from journal import clock
from journal.models import Entry
from publicity.models import Notice, Objection
from publicity.services import register_objection
from publicity.services.objections import By
from tests.conftest import person, seat, unit
from tests.publicity.conftest import shanghai

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign_officer(cast):
    return seat(person("foreign"), Seat.OFFICER, unit("ouhai", UnitKind.OFFICE, "评审办"))


@pytest.fixture
def objection(on_notice, accepted):
    with clock.at(shanghai(2026, 4, 15)):
        return register_objection(
            notice=on_notice, application=accepted[0].pk, text="指标造假，附证据。", token="t",
            by=By(kind="unit", name="海州区某协会", contact="xiehui@example.org"),
        )  # fmt: skip


def form_of(notice, **changes):
    data = {
        "title_zh": notice.title["zh"], "title_en": notice.title["en"], "body_zh": notice.body["zh"],
        "body_en": notice.body["en"], "publish_on": "2026-04-13", "until": "2026-04-20", "telephone": "0518-85800000",
        "address": "海州区", "postcode": "222000", "email": "office@example.org",
    }  # fmt: skip
    return {**data, **changes}


def everything(edition, notice, objection):
    return [
        reverse("office_notices", args=[edition.pk]), reverse("office_notice", args=[notice.pk]),
        reverse("office_notice_preview", args=[notice.pk]), reverse("office_objections", args=[edition.pk]),
        reverse("office_objection", args=[objection.pk]),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_officer_and_observer_read_everything(client, cast, edition, on_notice, objection, language):
    client.cookies["language"] = language
    for user in (cast.officer, cast.observer):
        client.force_login(user)
        for url in everything(edition, on_notice, objection):
            response = client.get(url)
            assert response.status_code == 200, (user, url)
            assert "海州区某协会" not in response.content.decode(), url


def test_foreign_ones_do_not_exist(client, edition, on_notice, objection, foreign_officer):
    client.force_login(foreign_officer)
    for url in everything(edition, on_notice, objection):
        assert client.get(url).status_code == 404, url
    posts = [reverse(name, args=[objection.pk]) for name in ("admit_objection", "settle_objection", "objector")] + [
        reverse(name, args=[on_notice.pk]) for name in ("publish_notice", "discard_notice", "notice_media")
    ]
    for url in posts:
        assert client.post(url, {"purpose": "x"}).status_code == 404, url


def test_others_are_kept_out(client, cast, edition, on_notice, objection):
    for user in (cast.applicant, cast.expert, cast.committee, cast.approver, cast.outsider):
        client.force_login(user)
        for url in everything(edition, on_notice, objection):
            assert client.get(url).status_code == 403, (user, url)
    client.logout()
    assert client.get(reverse("office_notices", args=[edition.pk])).status_code == 302


def test_an_observer_changes_nothing(client, cast, edition, on_notice, objection):
    client.force_login(cast.observer)
    for url, data in (
        (reverse("office_notices", args=[edition.pk]), {"kind": "call"}),
        (reverse("publish_notice", args=[on_notice.pk]), {}),
        (reverse("admit_objection", args=[objection.pk]), {"examiner": cast.officer.pk}),
        (reverse("objector", args=[objection.pk]), {"purpose": "好奇"}),
        (reverse("notice_media", args=[on_notice.pk]), {"medium": "x"}),
    ):
        assert client.post(url, data).status_code == 403, url
    assert not Entry.objects.filter(act="read_objector").exists()


def test_an_observer_here_who_is_officer_elsewhere_changes_nothing_here(client, cast, edition, on_notice):
    seat(cast.observer, Seat.OFFICER, unit("ouhai", UnitKind.OFFICE, "评审办"))
    client.force_login(cast.observer)
    assert client.post(reverse("office_notices", args=[edition.pk]), {"kind": "call"}).status_code == 403


def test_draft_edit_and_publish_in_the_browser(client, cast, accepted, edition):
    draft = Notice.objects.get(edition=edition)
    own = reverse("office_notice", args=[draft.pk])
    with clock.at(shanghai(2026, 4, 13, 10)):
        client.force_login(cast.officer)
        assert client.get(own).status_code == 200
        assert client.post(own, form_of(draft, title_zh="受理名单公示")).status_code == 302
        short = client.post(own, form_of(draft, until="2026-04-17"))
        assert short.status_code == 302
        page = client.get(own).content.decode()
        assert "过早" in page
        publish = reverse("publish_notice", args=[draft.pk])
        client.post(publish)
        draft.refresh_from_db()
        assert not draft.is_published
        client.post(own, form_of(draft))
        client.force_login(cast.second_officer)
        shown = client.get(publish)
        assert shown.context["digest"]
        assert client.post(publish, {"digest": "old"}).status_code == 302
        draft.refresh_from_db()
        assert not draft.is_published
        assert client.post(publish, {"digest": shown.context["digest"]}).status_code == 302
    draft.refresh_from_db()
    assert draft.is_published and draft.published_by == cast.second_officer


def test_a_draft_form_says_what_is_wrong_beside_the_field(client, cast, accepted, edition):
    draft = Notice.objects.get(edition=edition)
    client.force_login(cast.officer)
    with clock.at(shanghai(2026, 4, 13, 10)):
        own = reverse("office_notice", args=[draft.pk])
        response = client.post(own, form_of(draft, title_zh="", publish_on="2026-04-01"))
        page = response.content.decode()
        assert response.status_code == 422
        assert 'id="id_title_zh_error"' in page and 'id="id_publish_on_error"' in page and "error-summary" in page
        response = client.post(own, form_of(draft, body_zh="联系王先生13912345678"))
        assert response.status_code == 422 and "139…78" in response.content.decode()


def test_calls_are_drafted_from_the_list(client, cast, edition):
    client.force_login(cast.officer)
    with clock.at(shanghai(2026, 3, 2)):
        response = client.post(reverse("office_notices", args=[edition.pk]), {"kind": "call"})
        draft = Notice.objects.get(edition=edition, kind="call")
        assert response["Location"] == reverse("office_notice", args=[draft.pk])
        assert client.get(response["Location"]).status_code == 200
        assert client.post(reverse("discard_notice", args=[draft.pk])).status_code == 302
    assert not Notice.objects.filter(edition=edition, kind="call").exists()


def test_an_objection_is_admitted_and_answered_in_the_browser(client, cast, objection):
    client.force_login(cast.officer)
    page = reverse("office_objection", args=[objection.pk])
    with clock.at(shanghai(2026, 4, 16)):
        client.post(reverse("admit_objection", args=[objection.pk]), {"examiner": cast.officer.pk})
        assert reverse("settle_objection", args=[objection.pk]) in client.get(page).content.decode()
        settle = reverse("settle_objection", args=[objection.pk])
        wrong = client.post(settle, {"state": "dismissed", "reasons": ""})
        assert wrong.status_code == 422 and 'id="id_reasons_error"' in wrong.content.decode()
        leak = client.post(settle, {"state": "dismissed", "reasons": "海州区某协会所述不实"})
        assert leak.status_code == 422
        assert client.post(settle, {"state": "dismissed", "reasons": "经核查，所述不实。"}).status_code == 302
    objection.refresh_from_db()
    assert objection.state == "dismissed"
    assert client.get(page).status_code == 200


def test_who_objected_is_shown_for_a_purpose_and_each_look_is_recorded(client, cast, objection):
    client.force_login(cast.officer)
    url = reverse("objector", args=[objection.pk])
    assert client.post(url, {"purpose": " "}).status_code == 422
    shown = client.post(url, {"purpose": "核实证据"})
    assert "海州区某协会" in shown.content.decode() and "核实证据" in shown.content.decode()
    assert Entry.objects.filter(act="read_objector").count() == 1
    assert "海州区某协会" not in client.get(reverse("office_objection", args=[objection.pk])).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_statements_of_the_objections_list_do_not_grow(
    client, cast, edition, on_notice, accepted, rows, django_assert_num_queries
):
    with clock.at(shanghai(2026, 4, 15)):
        for number in range(rows):
            register_objection(
                notice=on_notice,
                application=accepted[number % 3].pk,
                text="指标造假，附证据。",
                token=f"t{number}",
                by=None,
            )
    assert Objection.objects.count() == rows
    client.force_login(cast.officer)
    client.get(reverse("home"))
    with django_assert_num_queries(8):
        client.get(reverse("office_objections", args=[edition.pk]))
