"""What the electronic seal of an uploaded PDF tells: ours and intact, ours but altered, or none of ours."""

from enum import StrEnum
from io import BytesIO
from typing import Any

from awards.documents.signing import signer


class Seal(StrEnum):
    """``intact``: our signature over every byte; ``altered``: our signature, but the file was changed since."""

    INTACT = "intact"
    ALTERED = "altered"
    NONE = "none"


def seal_of(content: bytes) -> Seal:
    """Judge a file's first signature; anything that is no readable signed PDF has none of ours."""
    if not content.startswith(b"%PDF-"):
        return Seal.NONE
    try:
        status = _status(content)
    except Exception:  # a hostile file may break the reader in any way; it is simply not ours
        return Seal.NONE
    if status is None or status.signing_cert.sha256 != signer().signing_cert.sha256:
        return Seal.NONE
    return Seal.INTACT if status.intact and status.valid and _covers_all(status) else Seal.ALTERED


def _status(content: bytes) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    signatures = PdfFileReader(BytesIO(content)).embedded_signatures
    return validate_pdf_signature(signatures[0]) if signatures else None


def _covers_all(status: Any) -> bool:
    from pyhanko.sign.validation import SignatureCoverageLevel

    return bool(status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
