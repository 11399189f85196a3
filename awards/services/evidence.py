"""Receiving files that prove answers: in pieces that can go on, taken by content, kept under random names."""

import hashlib
import secrets
from datetime import timedelta
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.regulation import Text

from ..models import Application, EvidenceFile, Upload
from ..plain_text import one_line
from ..policies import may_still_change
from ..queries import regulation_of
from .doors import CLOSED
from .errors import Refused
from .file_kinds import kind_of

MOST_FILES = 20
IN_MEMORY = 4 * 1024 * 1024
FORGOTTEN_AFTER = timedelta(days=2)
EMPTY = Text(zh="文件是空的。", en="The file is empty.")
DIFFERS = Text(
    zh="收到的文件与原文件不一致，请重新上传。", en="What arrived is not the file that was sent; upload it again."
)
LOST = Text(zh="上传已中断，请重新上传该文件。", en="The upload was interrupted; upload the file again.")


class WrongOffset(Exception):
    """A piece does not follow what is there; ``received`` is how many bytes are."""

    def __init__(self, received: int) -> None:
        """``received``: bytes."""
        super().__init__(str(received))
        self.received = received


@transaction.atomic
def begin_upload(
    *, application: Application, question: str, name: str, size: int, actor: User, digest: str = ""
) -> Upload:
    """Announce a file of ``size`` bytes for a question; Refused when it cannot be taken anyway."""
    _check(application, question, size)
    _forget_old(application)
    return Upload.objects.create(
        key=secrets.token_hex(16), application=application, question=question, name=_name(name), size=size,
        digest=digest.lower(), started_by=actor, started_at=clock.now(),
    )  # fmt: skip


def add_piece(*, upload: Upload, offset: int, piece: bytes, actor: User) -> EvidenceFile | Upload:
    """Store the next piece; after the last one the file itself. Raises :class:`WrongOffset` or Refused."""
    if upload.received != offset or offset + len(piece) > upload.size or not piece:
        raise WrongOffset(upload.received)
    # Pieces go to the common storage, so that any web machine can take the next one.
    place = _piece(upload, offset)
    default_storage.delete(place)
    default_storage.save(place, ContentFile(piece))
    follows = Upload.objects.filter(pk=upload.pk, received=offset)
    if not follows.update(received=offset + len(piece)):
        upload.refresh_from_db()
        raise WrongOffset(upload.received)
    upload.received = offset + len(piece)
    return _finish(upload, actor) if upload.received == upload.size else upload


@transaction.atomic
def receive_file(
    *, application: Application, question: str, name: str, content: IO[bytes], actor: User, digest: str = ""
) -> EvidenceFile:
    """Keep a whole file; Refused for a wrong kind, size or an empty one, and when it differs from its digest."""
    size, found = _measure(content)
    _check(application, question, size)
    if digest and digest != found:
        raise Refused(DIFFERS)
    kind = kind_of(content, size)
    content.seek(0)
    kept = EvidenceFile(
        application=application, question=question, name=_with_ending(_name(name), kind.ending),
        content_type=kind.content_type, size=size, digest=found, uploaded_by=actor, uploaded_at=clock.now(),
    )  # fmt: skip
    kept.file.save("evidence", File(content), save=False)
    kept.save()
    record("receive_file", actor=actor, about=application, file=kept.pk, name=kept.name, digest=found, size=size)
    return kept


@transaction.atomic
def remove_file(*, file: EvidenceFile, actor: User) -> None:
    """Take a file off the draft; what was handed in keeps it."""
    _check_open(file.application, file.question)
    if EvidenceFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=clock.now()):
        record("remove_file", actor=actor, about=file.application, file=file.pk, name=file.name)


def _finish(upload: Upload, actor: User) -> EvidenceFile:
    try:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
            _gather(upload, whole)
            return receive_file(
                application=upload.application, question=upload.question, name=upload.name, content=whole, actor=actor,
                digest=upload.digest,
            )  # fmt: skip
    finally:
        _drop(upload)


def _gather(upload: Upload, whole: IO[bytes]) -> None:
    while whole.tell() < upload.size:
        place, before = _piece(upload, whole.tell()), whole.tell()
        if not default_storage.exists(place):
            raise Refused(LOST)
        with default_storage.open(place) as piece:
            whole.write(piece.read())
        if whole.tell() == before:
            raise Refused(LOST)


def _drop(upload: Upload) -> None:
    folder = f"uploads/{upload.key}"
    for name in _names_in(folder):
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
    Upload.objects.filter(pk=upload.pk).delete()


def _names_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []  # no piece had come yet


def _forget_old(application: Application) -> None:
    for upload in application.uploads.filter(started_at__lt=clock.now() - FORGOTTEN_AFTER):
        _drop(upload)


def _piece(upload: Upload, offset: int) -> str:
    return f"uploads/{upload.key}/{offset:015d}"


def _measure(content: IO[bytes]) -> tuple[int, str]:
    content.seek(0)
    found, size = hashlib.sha256(), 0
    while piece := content.read(1 << 20):
        found.update(piece)
        size += len(piece)
    return size, found.hexdigest()


def _check(application: Application, question: str, size: int) -> None:
    _check_open(application, question)
    form = regulation_of(application.edition).form(application.applicant_kind)
    if not any(asked.key == question and asked.type == "evidence" for asked in form.questions()):
        raise Refused(Text(zh="此处不收附件。", en="No file is asked for here."))
    if size <= 0:
        raise Refused(EMPTY)
    most = settings.UPLOAD_MAX_BYTES
    if size > most:
        mb = most // (1024 * 1024)
        raise Refused(
            Text(
                zh=f"文件超过 {mb} MB，请压缩或拆分后再上传。",
                en=f"The file is over {mb} MB; make it smaller or split it.",
            )
        )
    if application.evidence.filter(question=question, removed_at=None).count() >= MOST_FILES:
        raise Refused(Text(zh=f"每项最多 {MOST_FILES} 个文件。", en=f"At most {MOST_FILES} files each."))


def _check_open(application: Application, question: str) -> None:
    if not may_still_change(application, question):
        raise Refused(CLOSED)


def _name(name: str) -> str:
    return PurePath(one_line(name).replace("\\", "/")).name[-150:] or "file"


def _with_ending(name: str, ending: str) -> str:
    same = {".jpeg": ".jpg", ".jpe": ".jpg"}
    there = PurePath(name).suffix.lower()
    return name if same.get(there, there) == ending else f"{name}{ending}"
