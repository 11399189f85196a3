"""Template words and components: what they write for the facts they are given."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.http import Http404, HttpResponse
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from journal.look import charts
from journal.look.guide import days, stages, styleguide


def _page(request, *args, **kwargs):
    return HttpResponse("")


def _public(request):
    source = '{% extends "public_base.html" %}{% block content %}<p>hello</p>{% endblock %}'
    return HttpResponse(engines["django"].from_string(source).render({}, request))


urlpatterns = [
    path("", _page, name="home"),
    path("public/", _public),
    path("i18n/setlang/", _page, name="set_language"),
    path("start/", _page, name="start"),
    path("notices/", _page, name="notices"),
    path("rules/<slug:scheme>/<str:version>/<str:clause>/", _page, name="rule"),
]
pytestmark = pytest.mark.urls(__name__)
CLAUSE = SimpleNamespace(id="XX-9.2", article="第九条第（二）项")
REGULATION = SimpleNamespace(identity=SimpleNamespace(scheme="somewhere", version="2024"))


def render(source: str, **context) -> str:
    return Template("{% load portal %}" + source).render(Context(context))


def test_the_chip_opens_the_rule():
    html = render("{% article_chip clause regulation %}", clause=CLAUSE, regulation=REGULATION)
    assert html == '<a class="chip" href="/rules/somewhere/2024/XX-9.2/">第九条第（二）项</a>'


def test_the_chip_takes_the_page_s_regulation_and_a_finding():
    finding = SimpleNamespace(clause="XX-9.2", article="第十条")
    assert 'href="/rules/somewhere/2024/XX-9.2/"' in render("{% article_chip f %}", f=finding, regulation=REGULATION)


def test_the_chip_is_plain_without_a_regulation_and_absent_without_an_article():
    assert render("{% article_chip clause %}", clause=CLAUSE) == '<span class="chip">第九条第（二）项</span>'
    assert render("{% article_chip nothing %}") == ""


def test_the_chip_speaks_english():
    with translation.override("en"):
        assert render("{% article_chip clause %}", clause=CLAUSE) == '<span class="chip">Art. 9(2)</span>'


def test_g4_the_strip_shows_each_day_why_it_counts_and_the_last():
    html = render("{% calendar_strip days published_on %}", days=days(), published_on=date(2026, 9, 28))
    assert html.count("<li") == 13
    assert html.count("strip__day--counts") == 5
    assert html.count("strip__day--skips") == 7
    assert html.count("国庆节") == 7
    assert html.count("strip__day--end") == 1
    assert html.index("strip__day--end") > html.index('datetime="2026-10-09"')
    assert "strip__day--from-1" in html  # 28 September 2026 is a Monday


def test_the_pipeline_says_every_state_in_words():
    with translation.override("en"):
        html = render("{% pipeline stages %}", stages=stages())
    for word in ("done", "open now", "late", "blocked", "to come"):
        assert f" — {word}<" in html
    assert html.count('aria-current="step"') == 1


def test_a_navigation_link_marks_the_open_page_and_is_silent_about_missing_ones():
    request = RequestFactory().get("/notices/7/")
    assert 'aria-current="page"' in render('{% nav_link "notices" "N" %}', request=request)
    assert 'aria-current="page"' not in render('{% nav_link "home" "H" %}', request=request)
    assert render('{% nav_link "nowhere" "X" %}', request=request) == ""


def test_a_ring_is_full_only_when_everything_is_done():
    assert "ring--full" in render("{% ring 8 8 %}")
    assert "ring--full" not in render("{% ring 7 8 %}")
    assert "ring--full" not in render("{% ring 0 0 %}")
    assert charts.ring_dash(1, 2, radius=1) == "3.14 6.28"


def test_a_radar_starts_at_the_top():
    assert charts.polygon([100, 0, 0, 0]) == "200.0,70.0 200.0,200.0 200.0,200.0 200.0,200.0"


def test_an_unknown_icon_is_a_mistake_of_the_page():
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


class Small(forms.Form):
    name = forms.CharField(label="Name", help_text="As registered")
    way = forms.ChoiceField(label="Way", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_form_shows_each_error_beside_its_field_and_links_to_it_on_top():
    html = str(Small({}))
    assert '<a href="#id_name">Name</a>' in html
    assert '<a href="#id_way_0">Way</a>' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.index("error-summary") < html.index('id="id_name"')


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(Small())


@pytest.mark.parametrize("house", ["work", "public"])
def test_the_style_guide_is_whole_in_both_languages(house, settings):
    settings.TRIAL = True
    pages = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            pages[language] = styleguide(RequestFactory().get("/", {"house": house})).content.decode()
    assert 'lang="zh-Hans"' in pages["zh-hans"]
    assert "Answer objection 2026-003" in pages["en"]
    assert "Tue 24 Nov 2026 24:00" in pages["en"]
    assert "2026年11月24日 周二 24:00" in pages["zh-hans"]


def test_there_is_no_style_guide_outside_a_trial(settings):
    settings.TRIAL = False
    with pytest.raises(Http404):
        styleguide(RequestFactory().get("/"))


def test_a_public_page_asks_for_no_session_and_sets_no_cookie(client):
    response = client.get("/public/")
    assert "setlang" in response.content.decode()
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
