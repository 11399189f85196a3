"""Files: taken by content, in pieces that go on, refused with one clear sentence."""

import hashlib
import io
import json
import struct
import zipfile
import zlib

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from awards.models import EvidenceFile, Upload
from awards.services import Refused
from awards.services.evidence import WrongOffset, add_piece, begin_upload, receive_file, remove_file
from awards.services.file_kinds import kind_of
from journal import clock

from .conftest import DEADLINE, PDF

pytestmark = pytest.mark.django_db


def png() -> bytes:
    """One white pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\xff")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40 + b"\xff\xd9"


def packed(*names: str, content: bytes = b"<x/>") -> bytes:
    """An archive with these members."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return kept.getvalue()


TAKEN = {
    ".pdf": PDF,
    ".png": png(),
    ".jpg": JPEG,
    ".docx": packed("[Content_Types].xml", "word/document.xml"),
    ".xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    ".pptx": packed("[Content_Types].xml", "ppt/presentation.xml"),
    ".ofd": packed("OFD.xml", "Doc_0/Document.xml"),
}
REFUSED = {
    "a program": (b"MZ\x90\x00" + b"\x00" * 100, "只接受"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "只接受"),
    "a plain archive": (packed("a.txt"), "只接受"),
    "a java archive": (packed("META-INF/MANIFEST.MF", "A.class"), "只接受"),
    "two kinds at once": (packed("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "只接受"),
    "a workbook with macros": (packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "脚本、宏"),
    "a way out of the folder": (packed("[Content_Types].xml", "word/document.xml", "../x"), "另一种格式"),
    "a bomb": (packed("[Content_Types].xml", "word/document.xml", content=b"\x00" * 30_000_000), "展开后过大"),
    "a PDF cut off": (PDF[:20], "损坏"),
    "an archive cut off": (TAKEN[".docx"][:60], "损坏"),
    "a picture cut off": (png()[:-8], "损坏"),
    "a PDF that is an archive too": (PDF + TAKEN[".docx"], "另一种格式"),
    "an archive behind something": (b"PK\x03\x04junk" + TAKEN[".docx"], "另一种格式"),
    "a picture with a page in it": (JPEG + b"<script>x</script>", "另一种格式"),
    "a picture with an archive behind": (png() + TAKEN[".docx"], "另一种格式"),
    "a PDF that runs something": (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "脚本"),
    "a PDF with a password": (PDF.replace(b"/Catalog", b"/Catalog /Encrypt 2 0 R"), "密码"),
}


@pytest.mark.parametrize("ending", TAKEN)
def test_the_kinds_that_are_taken_are_known_by_content(ending):
    assert kind_of(io.BytesIO(TAKEN[ending]), len(TAKEN[ending])).ending == ending


@pytest.mark.parametrize("what", REFUSED)
def test_everything_else_gets_one_sentence(what):
    content, sentence = REFUSED[what]
    with pytest.raises(Refused) as refusal:
        kind_of(io.BytesIO(content), len(content))
    assert sentence in refusal.value.text.zh
    assert refusal.value.text.en


def take(draft, actor, content=PDF, name="执照.pdf", question="licence", **terms):
    """Receive a whole file."""
    return receive_file(
        application=draft, question=question, name=name, content=io.BytesIO(content), actor=actor, **terms
    )


def test_a_file_is_kept_under_a_random_name_with_its_digest(draft, cast):
    kept = take(draft, cast.applicant)
    assert kept.digest == hashlib.sha256(PDF).hexdigest()
    assert "执照" not in kept.file.name
    assert kept.file.read() == PDF


def test_a_lying_name_gets_the_ending_of_its_content(draft, cast):
    assert take(draft, cast.applicant, name="../..\\账目\u202egpj.exe").name == "账目gpj.exe.pdf"


@pytest.mark.parametrize("content, sentence", [(b"", "空的"), (PDF + b" " * 100, "超过")])
def test_empty_and_oversized_files_are_refused(draft, cast, settings, content, sentence):
    settings.UPLOAD_MAX_BYTES = len(PDF)
    with pytest.raises(Refused) as refusal:
        take(draft, cast.applicant, content)
    assert sentence in refusal.value.text.zh


def test_no_file_after_the_deadline_and_none_where_none_is_asked(draft, cast):
    with pytest.raises(Refused):
        take(draft, cast.applicant, question="name")
    with clock.at(DEADLINE), pytest.raises(Refused):
        take(draft, cast.applicant)


def test_pieces_go_on_where_they_stopped(draft, cast):
    digest = hashlib.sha256(PDF).hexdigest()
    upload = begin_upload(
        application=draft, question="licence", name="执照.pdf", size=len(PDF), actor=cast.applicant, digest=digest
    )
    add_piece(upload=upload, offset=0, piece=PDF[:20], actor=cast.applicant)
    with pytest.raises(WrongOffset) as wrong:
        add_piece(upload=Upload.objects.get(), offset=0, piece=PDF[:20], actor=cast.applicant)
    assert wrong.value.received == 20
    kept = add_piece(upload=Upload.objects.get(), offset=20, piece=PDF[20:], actor=cast.applicant)
    assert isinstance(kept, EvidenceFile) and kept.file.read() == PDF
    assert not Upload.objects.exists()
    assert not default_storage.exists(f"uploads/{upload.key}")


def test_what_arrives_otherwise_than_it_was_sent_is_refused(draft, cast):
    upload = begin_upload(
        application=draft, question="licence", name="x", size=len(PDF), actor=cast.applicant, digest="0" * 64
    )
    with pytest.raises(Refused):
        add_piece(upload=upload, offset=0, piece=PDF, actor=cast.applicant)
    assert not EvidenceFile.objects.exists()


def test_the_addresses_speak_as_the_script_expects(client, draft, cast):
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("evidence_upload", args=[draft.pk, "licence"])
    begun = client.post(url, {"name": "执照.pdf", "size": len(PDF)})
    assert begun.status_code == 201
    send = {"content_type": "application/offset+octet-stream"}
    piece = begun.json()["url"]
    assert client.patch(piece, PDF[:9], headers={"Upload-Offset": "0"}, **send).json() == {"offset": 9}
    again = client.patch(piece, PDF[:9], headers={"Upload-Offset": "0"}, **send)
    assert (again.status_code, again.json()) == (409, {"offset": 9})
    last = client.patch(piece, PDF[9:], headers={"Upload-Offset": "9"}, **send).json()
    assert last["done"] and "执照.pdf" in last["row"]
    refused = client.post(url, {"name": "x.exe", "size": 0})
    assert refused.status_code == 422 and json.loads(refused.content)["message"]


def test_an_upload_belongs_to_who_began_it(client, draft, cast):
    upload = begin_upload(application=draft, question="licence", name="x", size=9, actor=cast.applicant)
    client.force_login(cast.rival, backend="django.contrib.auth.backends.ModelBackend")
    assert client.patch(reverse("upload_piece", args=[upload.key]), b"x").status_code == 404


def test_without_scripts_a_wrong_file_is_a_message_in_the_page(client, draft, cast):
    client.force_login(cast.applicant, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("evidence_upload", args=[draft.pk, "licence"])
    answer = client.post(url, {"file": io.BytesIO(b"MZ program")}, follow=True)
    assert answer.status_code == 200 and "只接受" in answer.content.decode()
    good = io.BytesIO(PDF)
    good.name = "执照.pdf"
    client.post(url, {"file": good})
    assert EvidenceFile.objects.get().name == "执照.pdf"


def test_a_removed_file_leaves_the_draft_and_stays_in_what_was_handed_in(handed_in, cast):
    from awards.material import draft_of, material_of
    from awards.models import Application

    file = handed_in.evidence.first()
    remove_file(file=file, actor=cast.applicant)
    application = Application.objects.get(pk=handed_in.pk)
    assert file.pk not in {proof.pk for proof in draft_of(application).proofs}
    assert file.pk in {proof.pk for proof in material_of(application).proofs}
