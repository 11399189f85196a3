"""The small scripts, driven in Chromium: nothing typed is lost, scoring by keyboard, uploads that go on."""

import hashlib
import json
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from playwright.sync_api import expect

from journal.look.guide import score, styleguide
from tests.conftest import browser_path

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls(__name__),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser_path() is None, reason="no Chromium here"),
]
FORM = """{% extends "base.html" %}{% load static %}{% block title %}Form{% endblock %}
{% block body %}<main id="main"><form method="post" data-autosave="/save/" data-revision="{{ revision }}">
{% csrf_token %}<input type="hidden" name="revision" value="{{ revision }}">{% include "components/save_state.html" %}
<div class="field"><label for="a">A</label><textarea id="a" name="a">{{ a }}</textarea></div>
<div class="field"><label for="b">B</label><textarea id="b" name="b">{{ b }}</textarea></div>
</form></main>{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/autosave.js' %}"></script>{% endblock %}"""
SHEET = """{% extends "base.html" %}{% load static %}{% block title %}Sheet{% endblock %}
{% block body %}<main id="main"><p data-score-total></p><p data-score-done></p><form method="post">
{% for item in items %}{% include "components/score_item.html" %}{% endfor %}</form></main>{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/score.js' %}"></script>{% endblock %}"""
UPLOAD = """{% extends "base.html" %}{% load static %}{% block title %}Upload{% endblock %}
{% block body %}<main id="main"><form method="post">{% csrf_token %}<label for="f">F</label>
<input type="file" id="f" data-upload="/upload/" data-list="list"><ul class="uploads" id="list"></ul></form></main>
{% endblock %}{% block scripts %}<script type="module" src="{% static 'js/upload.js' %}"></script>{% endblock %}"""
ASKED = """{% extends "base.html" %}{% load static %}{% block title %}Asked{% endblock %}
{% block body %}<main id="main"><form method="post"><label><input type="radio" name="had" value="yes">yes</label>
<label><input type="radio" name="had" value="no" checked>no</label>
<div id="t" data-when="had" data-equals="yes" data-rows="held"><div data-row="0"><label for="id_held-0-what">W</label>
<input id="id_held-0-what" name="held-0-what" value="first"><p class="field__error">no</p></div>
<button type="button" data-add-row="held">more</button></div></form></main>{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/when.js' %}"></script>
<script type="module" src="{% static 'js/rows.js' %}"></script>{% endblock %}"""
STORE = SimpleNamespace(revision=1, answers={}, saves=0, upload=b"", name="", refuse="")


def _render(request: HttpRequest, source: str, **context) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request))


def form(request):
    return _render(request, FORM, revision=STORE.revision, **{"a": "", "b": "", **STORE.answers})


def save(request):
    """Keeps a form like the portal does: a revision that is not the newest is answered with what stands here."""
    if int(request.POST["revision"]) != STORE.revision:
        return JsonResponse({"revision": STORE.revision, "fields": STORE.answers, "by": "Colleague"}, status=409)
    STORE.revision += 1
    STORE.saves += 1
    STORE.answers = {name: request.POST[name] for name in ("a", "b")}
    return JsonResponse({"revision": STORE.revision, "saved_at": "10:32"})


def sheet(request):
    items = [
        score() | {"key": key, "number": key, "field": f"item-{key}", "value": None, "error": None, "points": points}
        for key, points in (("1", 50), ("2", 15))
    ]
    return _render(request, SHEET, items=items)


def upload_page(request):
    return _render(request, UPLOAD)


@csrf_exempt
def upload(request):
    if STORE.refuse:
        return JsonResponse({"message": STORE.refuse}, status=422)
    STORE.upload, STORE.name = b"", request.POST["name"]
    return JsonResponse({"url": f"/upload/{request.POST['sha256']}/", "offset": 0}, status=201)


@csrf_exempt
def piece(request, digest):
    if int(request.headers["Upload-Offset"]) != len(STORE.upload):
        return JsonResponse({"offset": len(STORE.upload)}, status=409)
    STORE.upload += request.body
    done = hashlib.sha256(STORE.upload).hexdigest() == digest
    row = f'<li class="upload" id="done">{STORE.name}</li>'
    return JsonResponse({"offset": len(STORE.upload)} | ({"done": True, "row": row} if done else {}))


def asked(request):
    return _render(request, ASKED)


def _nothing(request):
    return HttpResponse("")


urlpatterns = [
    path("", _nothing, name="home"),
    path("start/", _nothing, name="start"),
    path("form/", form),
    path("save/", save),
    path("sheet/", sheet),
    path("upload/", upload),
    path("upload/<str:digest>/", piece),
    path("uploads/", upload_page),
    path("asked/", asked),
    path("guide/", styleguide),
]


@pytest.fixture
def page(browser, live_server):
    """A page whose console must stay free of errors (the content security policy is on)."""
    STORE.__dict__.update(revision=1, answers={}, saves=0, upload=b"", name="", refuse="")
    context = browser.new_context(base_url=live_server.url, locale="en")
    opened = context.new_page()
    mistakes: list[str] = []
    opened.on("pageerror", lambda error: mistakes.append(str(error)))
    opened.on("console", lambda line: mistakes.append(line.text) if "Content Security" in line.text else None)
    yield opened
    context.close()
    assert mistakes == []


def state(page):
    return page.locator("[data-save-state]")


def test_what_is_typed_is_saved_by_itself(page):
    page.goto("/form/")
    page.fill("#a", "one")
    expect(state(page)).to_have_attribute("data-state", "saved")
    expect(state(page)).to_contain_text("10:32")
    page.fill("#b", "two")
    expect(state(page)).to_have_attribute("data-state", "saved")
    page.wait_for_function("!localStorage.length")
    assert STORE.answers == {"a": "one", "b": "two"}
    assert STORE.revision == 3


def test_offline_text_survives_a_reload_and_is_saved_then(page):
    page.goto("/form/")
    page.route("**/save/", lambda route: route.abort())
    page.fill("#a", "written on the train")
    expect(state(page)).to_have_attribute("data-state", "offline")
    page.unroute("**/save/")
    page.goto("/form/")
    expect(page.locator("#a")).to_have_value("written on the train")
    expect(state(page)).to_have_attribute("data-state", "saved")
    assert STORE.answers["a"] == "written on the train"


def test_two_people_in_different_fields_lose_nothing(page):
    page.goto("/form/")
    STORE.revision, STORE.answers = 2, {"a": "", "b": "by a colleague"}
    page.fill("#a", "mine")
    expect(state(page)).to_have_attribute("data-state", "saved")
    assert STORE.answers == {"a": "mine", "b": "by a colleague"}
    expect(page.locator("#b")).to_have_value("by a colleague")


@pytest.mark.parametrize(("button", "kept"), [(0, "theirs"), (1, "mine")])
def test_two_texts_for_one_field_are_shown_and_a_person_picks(page, button, kept):
    page.goto("/form/")
    STORE.revision, STORE.answers = 2, {"a": "theirs", "b": ""}
    page.fill("#a", "mine")
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("theirs")
    expect(conflict).to_contain_text("mine")
    expect(conflict).to_contain_text("Colleague")
    assert STORE.answers["a"] == "theirs"
    conflict.locator("button").nth(button).click()
    expect(conflict).to_have_count(0)
    expect(page.locator("#a")).to_have_value(kept)
    page.wait_for_timeout(600)
    assert STORE.answers["a"] == kept


def test_the_end_of_a_session_is_said_and_the_text_is_kept(page):
    page.goto("/form/")
    page.route("**/save/", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>sign in</p>"))
    page.fill("#a", "long thought")
    expect(state(page)).to_have_attribute("data-state", "failed")
    assert "long thought" in json.loads(page.evaluate("localStorage['draft:/save/']"))["fields"]["a"]


def test_a_sheet_is_scored_with_number_and_enter(page):
    page.goto("/sheet/")
    page.locator("#item-1 input[type=radio]").first.focus()
    page.keyboard.type("65")
    page.keyboard.press("Enter")
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    expect(page.locator("#item-1 [data-score-result]")).to_contain_text("32.50")
    expect(page.locator("#item-2 [data-score-result]")).to_contain_text("15.00")
    expect(page.locator("[data-score-total]")).to_have_text("47.50")
    expect(page.locator("[data-score-done]")).to_have_text("2 / 2")
    assert page.locator("#item-1 [data-band-guide]:visible").get_attribute("data-band-guide") == "3"


def test_a_percentage_that_does_not_exist_is_not_taken(page):
    page.goto("/sheet/")
    page.locator("#item-1 input[type=radio]").first.focus()
    page.keyboard.type("67")
    page.keyboard.press("Enter")
    expect(page.locator("#item-1 [data-score-result]")).to_have_text("—")
    assert page.locator("input[type=radio]:checked").count() == 0


def test_an_upload_goes_on_after_a_broken_line(page):
    page.goto("/uploads/")
    failed = []

    def break_once(route):
        if route.request.method == "PATCH" and not failed:
            failed.append(1)
            return route.abort()
        return route.continue_()

    page.route("**/upload/*/", break_once)
    content = bytes(range(256)) * 10_000
    page.set_input_files("#f", {"name": "证书.pdf", "mimeType": "application/pdf", "buffer": content})
    expect(page.locator("#done")).to_have_text("证书.pdf", timeout=15_000)
    assert failed
    assert STORE.upload == content


def test_a_refused_upload_says_why_beside_the_file(page):
    STORE.refuse = "Only PDF and images."
    page.goto("/uploads/")
    page.set_input_files("#f", {"name": "run.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"})
    expect(page.locator(".upload__error")).to_have_text("Only PDF and images.")


def test_a_question_comes_with_the_answer_it_depends_on_and_its_table_grows(page):
    page.goto("/asked/")
    expect(page.locator("#t")).to_be_hidden()
    page.check("[name=had][value=yes]")
    for _ in range(3):
        page.click("[data-add-row]")
    rows = page.locator("#t input")
    assert rows.evaluate_all("all => all.map(one => one.name)") == [f"held-{n}-what" for n in range(4)]
    assert rows.evaluate_all("all => all.map(one => one.value)") == ["first", "", "", ""]
    expect(page.get_by_label("W").nth(3)).to_have_attribute("id", "id_held-3-what")
    expect(page.locator(".field__error")).to_have_count(1)
    page.check("[name=had][value=no]")
    expect(page.locator("#t")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_no_page_scrolls_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for house in ("work", "public"):
        page.goto(f"/guide/?house={house}")
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_chosen_theme_stays(page):
    page.emulate_media(color_scheme="light")
    page.goto("/guide/?house=public")
    page.locator("[data-theme-switch]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("house", ["work", "public"])
def test_the_components_are_accessible(browser, live_server, house, scheme):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(f"{live_server.url}/guide/?house={house}")
    found = Axe().run(opened).response["violations"]
    context.close()
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
