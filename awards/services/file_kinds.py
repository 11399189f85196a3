"""Which kinds of file are taken, told by their content alone; everything else gets one clear sentence."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from schemes.regulation import Text

from .errors import Refused

HEAD = 4096
TAIL = 2048
MOST_MEMBERS = 5_000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200
_ACTIVE_PDF = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?php)", re.IGNORECASE)

TAKEN = Text(
    zh="只接受 PDF、PNG、JPEG、Word（docx）、Excel（xlsx）、PowerPoint（pptx）和 OFD 文件。",
    en="Only PDF, PNG, JPEG, Word (docx), Excel (xlsx), PowerPoint (pptx) and OFD files are taken.",
)
BROKEN = Text(
    zh="文件已损坏或不完整，请重新导出后再上传。", en="The file is damaged or cut off; export it again and retry."
)
MIXED = Text(
    zh="文件中夹带了另一种格式的内容，不能接受；请另存为单纯的文件后再上传。",
    en="The file carries something of another format inside; save it as a plain file and retry.",
)
ACTIVE = Text(
    zh="文件含有脚本、宏或可执行内容，不能接受；请去除后再上传。",
    en="The file contains scripts, macros or something that runs; remove them and retry.",
)
LOCKED = Text(
    zh="文件设有密码，评审人员无法打开；请去除密码后再上传。",
    en="The file has a password, so reviewers could not open it; remove it and retry.",
)
TOO_PACKED = Text(
    zh="压缩内容展开后过大，不能接受。", en="What is packed in the file would unfold to an unreasonable size."
)


@dataclass(frozen=True)
class FileKind:
    """A kind that is taken: its content type and the ending its name gets."""

    content_type: str
    ending: str


PDF = FileKind("application/pdf", ".pdf")
PNG = FileKind("image/png", ".png")
JPEG = FileKind("image/jpeg", ".jpg")
_OFFICE = "application/vnd.openxmlformats-officedocument"
PACKED = {
    "word/document.xml": FileKind(f"{_OFFICE}.wordprocessingml.document", ".docx"),
    "xl/workbook.xml": FileKind(f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": FileKind(f"{_OFFICE}.presentationml.presentation", ".pptx"),
    "OFD.xml": FileKind("application/ofd", ".ofd"),
}


def kind_of(file: IO[bytes], size: int) -> FileKind:
    """The kind of a file of ``size`` bytes; raises :class:`Refused` with the reason when it is not taken."""
    head, tail = _ends(file, size)
    for starts, look in _LOOKS:
        if head.startswith(starts):
            return look(file, head, tail, size)
    raise Refused(TAKEN)


def _ends(file: IO[bytes], size: int) -> tuple[bytes, bytes]:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    file.seek(0)
    return head, tail


def _pdf(file: IO[bytes], head: bytes, tail: bytes, size: int) -> FileKind:
    if b"%%EOF" not in tail:
        raise Refused(BROKEN)
    if zipfile.is_zipfile(file) or _MARKUP.search(head) or not _nothing_after(tail, b"%%EOF"):
        raise Refused(MIXED)
    if _contains(file, _ACTIVE_PDF):
        raise Refused(ACTIVE)
    if _contains(file, re.compile(rb"/Encrypt\b")):
        raise Refused(LOCKED)
    return PDF


def _png(file: IO[bytes], head: bytes, tail: bytes, size: int) -> FileKind:
    if b"IHDR" not in head[:32] or b"IEND\xaeB`\x82" not in tail:
        raise Refused(BROKEN)
    if not _nothing_after(tail, b"IEND\xaeB`\x82"):
        raise Refused(MIXED)
    return PNG


def _jpeg(file: IO[bytes], head: bytes, tail: bytes, size: int) -> FileKind:
    if b"\xff\xd9" not in tail:
        raise Refused(BROKEN)
    # Cameras append data of their own, so a tail alone is no reason; an archive or a page in it is.
    if zipfile.is_zipfile(file) or _MARKUP.search(tail):
        raise Refused(MIXED)
    return JPEG


def _packed(file: IO[bytes], head: bytes, tail: bytes, size: int) -> FileKind:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            _check_members(members, names)
            return _by_members(archive, names)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(BROKEN) from None


def _check_members(members: list[zipfile.ZipInfo], names: set[str]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked / packed > MOST_RATIO:
        raise Refused(TOO_PACKED)
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused(LOCKED)
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise Refused(MIXED)
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".bat", ".jar")) for name in names):
        raise Refused(ACTIVE)
    if min(member.header_offset for member in members) != 0:
        raise Refused(MIXED)


def _by_members(archive: zipfile.ZipFile, names: set[str]) -> FileKind:
    found = [kind for member, kind in PACKED.items() if member in names]
    if len(found) != 1 or (found[0].ending != ".ofd" and "[Content_Types].xml" not in names):
        raise Refused(TAKEN)
    if archive.testzip() is not None:
        raise Refused(BROKEN)
    return found[0]


def _nothing_after(tail: bytes, end: bytes) -> bool:
    """Whether only blanks follow the last end mark."""
    return not tail[tail.rindex(end) + len(end) :].strip(b"\r\n\t \x00")


def _contains(file: IO[bytes], pattern: re.Pattern[bytes]) -> bool:
    file.seek(0)
    kept = b""
    while piece := file.read(1 << 20):
        if pattern.search(kept + piece):
            return True
        kept = piece[-32:]
    return False


_Look = Callable[[IO[bytes], bytes, bytes, int], FileKind]
_LOOKS: tuple[tuple[bytes, _Look], ...] = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"PK\x03\x04", _packed),
)
