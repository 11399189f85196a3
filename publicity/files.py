"""Which files may come with an objection: PDF, JPEG, PNG, judged by content, of limited size."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024
BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def kind_of(beginning: bytes) -> str:
    """``pdf``, ``jpg`` or ``png`` by the file's first bytes; empty for anything else."""
    return next((kind for sign, kind in BEGINNINGS.items() if beginning.startswith(sign)), "")


def check_file(file: UploadedFile) -> None:
    """Raise a readable ValidationError for a file that is too large, empty or of another kind."""
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if file.size > LARGEST:
        raise ValidationError(_("The file is larger than 10 MB."))
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    if not kind_of(beginning):
        raise ValidationError(_("Only PDF, JPEG and PNG files can be attached; this one is something else."))
