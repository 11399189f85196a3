"""The self-check for everybody: judged by article, nothing stored, nothing asked of the register."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schemes.models import RegulationVersion

SCHEMES = ["haizhou", "tongzhou", "lianyungang", "ouhai", "ganzhou"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_award_has_a_check_reached_from_its_page(client, regulations, scheme):
    url = reverse("check", args=[scheme])
    assert url in client.get(reverse("scheme", args=[scheme])).content.decode()
    page = client.get(url)
    assert page.status_code == 200 and 'name="legal_person"' in page.content.decode()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_typed_is_judged_and_nothing_is_written(client, regulations, scheme):
    url = reverse("check", args=[scheme])
    with CaptureQueriesContext(connection) as asked:
        live = client.post(url, {"legal_person": "no", "x": "y" * 5000}, headers={"X-Live": "1"}).content.decode()
    written = [row["sql"] for row in asked if not row["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert not written and "<html" not in live
    assert "callout--bad" in live and "#id_legal_person" in live and not client.cookies


def test_hz_17b_the_register_is_not_spoken_for(client, regulations):
    live = client.post(reverse("check", args=["haizhou"]), {}, headers={"X-Live": "1"}).content.decode()
    assert "有申报组织后由系统查验" in live and "未曾获得本奖项" not in live


def test_without_script_the_page_keeps_what_was_typed(client, regulations):
    page = client.post(reverse("check", args=["haizhou"]), {"operating_since": "2025-01-01"})
    assert page.status_code == 200 and 'value="2025-01-01"' in page.content.decode()


def test_who_and_which_award_are_chosen_and_nonsense_falls_back(client, regulations):
    url = reverse("check", args=["lianyungang"])
    person = client.get(url, {"kind": "individual"}).content.decode()
    assert "LYG-9" in person and "LYG-9" not in client.get(url, {"kind": "nobody"}).content.decode()
    assert client.get(reverse("check", args=["ouhai"]), {"tier": "none"}).status_code == 200
    assert client.get(reverse("check", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("typed", ["\x00", "\U0001f600", "9" * 400, "2026-02-30", "<script>alert(1)</script>", "NaN"])
def test_nothing_typed_breaks_it(client, regulations, typed):
    form = RegulationVersion.objects.get(scheme="haizhou", status="in_force").regulation.form("organisation")
    fields = {question.key: typed for question in form.questions()} | {"events-quality_incident-0-on": typed}
    page = client.post(reverse("check", args=["haizhou"]), fields)
    assert page.status_code == 200 and "<script>alert" not in page.content.decode()
