"""Certificates and papers: made by the worker, signed, verifiable, from our own files only."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from awards.documents.make import make_certificate
from awards.documents.pdf import ForeignAddress, allowed, fonts
from awards.documents.signing import TRIAL_NAME, NoKey, signer
from awards.models import Award, Document
from journal import clock
from journal.models import OutboxMessage
from journal.services import deliver

from .deciding import NOON
from .test_decisions import awards, before_approval, proposed  # noqa: F401 - fixtures

pytest.importorskip("weasyprint")
LATER = NOON + timedelta(minutes=5)


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")


def intact(content: bytes) -> bool:
    signature = PdfFileReader(BytesIO(content)).embedded_signatures[0]
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[]))
    return bool(status.intact and status.valid)


def test_the_worker_makes_signed_certificates_once(awards):  # noqa: F811
    with clock.at(LATER):
        deliver()
    assert not OutboxMessage.objects.filter(done_at=None).exists()
    award = Award.objects.get(number="HZ-2026-101")
    content = award.certificate.read()
    assert hashlib.sha256(content).hexdigest() == award.certificate_digest
    words = text_of(content)
    assert award.winner in words and award.number in words and "2026" in words
    assert intact(content)
    signature = PdfFileReader(BytesIO(content)).embedded_signatures[0]
    assert signature.signer_cert.subject.native["common_name"] == TRIAL_NAME
    with clock.at(LATER):
        make_certificate(award=award.pk)
    assert Award.objects.get(pk=award.pk).certificate.name == award.certificate.name


def test_a_changed_byte_breaks_the_signature(awards):  # noqa: F811
    make_certificate(award=awards[0].pk)
    content = bytearray(Award.objects.get(pk=awards[0].pk).certificate.read())
    place = content.index(b"/MediaBox")
    content[place + 12] = content[place + 12] ^ 1
    assert not intact(bytes(content))


def test_decisions_become_papers_with_the_list(awards):  # noqa: F811
    with clock.at(LATER):
        deliver()
    paper = Document.objects.get(kind="approval")
    words = text_of(paper.file.read())
    assert "海政发〔2026〕9号" in words and "第1申报组织" in words and "留痕第" in words
    assert paper.made_at is not None


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.png",
        "https://example.org/x.css",
        "file:///etc/passwd",
        "portal:/static/../config/settings.py",
        "portal:/static/../../etc/passwd",
        "ftp://example.org/a",
        "data:text/css,a{}",
    ],
)
def test_documents_fetch_nothing_but_our_own_files(address):
    with pytest.raises(ForeignAddress):
        allowed(address)


def test_documents_may_use_our_fonts_and_static_files():
    assert allowed(fonts()["song"]).exists()
    assert allowed("portal:/static/css/document.css").name == "document.css"


def test_production_without_a_key_signs_nothing(settings):
    settings.TRIAL = False
    with pytest.raises(NoKey):
        signer()


def test_the_office_reads_why_certificates_are_not_made(awards, client, cast, edition, settings):  # noqa: F811
    settings.TRIAL = False
    settings.SECURE_SSL_REDIRECT = False
    with clock.at(LATER):
        deliver()
        client.force_login(cast.officer, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(f"/office/editions/{edition.pk}/awards/").content.decode()
    assert "CERTIFICATE_KEY" in page and not Award.objects.get(number="HZ-2026-101").certificate
