"""The layout of official papers and certificates, rendered to PDF."""

import io
from datetime import date

import pytest
from django.template import engines
from django.template.loader import render_to_string
from pypdf import PdfReader

PAPER = (
    '{% extends "documents/document_base.html" %}{% block content %}'
    "{% for line in lines %}<p>名单公示如下，如有异议请实名提出。</p>{% endfor %}{% endblock %}"
)


def pdf(html: str) -> PdfReader:
    """Render; skip where Pango is missing."""
    try:
        import weasyprint
    except OSError:
        pytest.skip("no Pango here")
    return PdfReader(io.BytesIO(weasyprint.HTML(string=html, base_url="portal:/").write_pdf()))


def millimetres(page) -> tuple[int, int]:
    return tuple(round(float(side) * 25.4 / 72) for side in (page.mediabox.width, page.mediabox.height))


def paper(lines: int, issuer: str = "质量发展委员会办公室") -> str:
    context = {
        "lines": range(lines), "issuer": issuer, "number": "海质委办〔2026〕1号", "title": "受理名单公示",
        "signed_on": date(2026, 9, 8), "journal_head": "留痕 3f2a9c1b",
    }  # fmt: skip
    return engines["django"].from_string(PAPER).render(context)


def test_a_paper_has_its_head_once_and_a_number_on_each_page():
    pages = pdf(paper(30)).pages
    texts = [page.extract_text() for page in pages]
    assert len(pages) == 2
    assert all(millimetres(page) == (210, 297) for page in pages)
    assert [("— 1 —" in texts[0]), ("— 2 —" in texts[1])] == [True, True]
    assert sum(text.count("〔2026〕1号") for text in texts) == 1
    assert "2026年9月8日" in texts[1]
    assert all("3f2a9c1b" in text for text in texts)


def test_gbt_9704_a_full_page_holds_22_lines():
    assert pdf(paper(60)).pages[1].extract_text().count("名单公示如下") == 22


def test_each_certificate_is_one_landscape_page():
    certificates = [
        {
            "award": {"zh": "区长质量奖", "en": "Award"}, "year": 2026, "tier": {"zh": "质量奖", "en": "Tier"},
            "winner": f"海风精密制造有限公司{n}", "number": f"A-{n}", "check_url": "http://127.0.0.1/verify/A",
            "granted_by": "区人民政府", "granted_on": date(2026, 12, 20), "valid_until": date(2029, 12, 20),
        }
        for n in (1, 2)
    ]  # fmt: skip
    pages = pdf(render_to_string("documents/certificate_base.html", {"certificates": certificates})).pages
    assert [millimetres(page) for page in pages] == [(297, 210), (297, 210)]
    assert "海风精密制造有限公司2" in pages[1].extract_text()
    assert "2029年12月20日" in pages[0].extract_text()
