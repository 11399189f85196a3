"""The signature of formal papers (PAdES): with the office's key, or in a trial with one that says it is no real one."""

import os
import secrets
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.conf import settings

TRIAL_NAME = "TRIAL KEY - NOT VALID (试用密钥，不具效力)"
TRIAL_PASSPHRASE = b"trial"
FIELD = "PortalSignature"


class NoKey(RuntimeError):
    """Production has no key to sign with."""


def sign(content: bytes, *, reason: str) -> bytes:
    """The PDF with a PAdES signature over all of it. Raises :class:`NoKey` outside a trial without CERTIFICATE_KEY."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    written = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(content)),
        signers.PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason
        ),
        signer=signer(),
    )
    return written.getvalue()


def is_trial_key() -> bool:
    """Whether papers are signed with the trial's key."""
    return not settings.CERTIFICATE_KEY


def signer() -> Any:
    """The office's key from its PKCS#12 file, or the trial's."""
    if settings.CERTIFICATE_KEY:
        return _load(settings.CERTIFICATE_KEY, settings.CERTIFICATE_PASSPHRASE.encode())
    if not settings.TRIAL:
        raise NoKey("set CERTIFICATE_KEY to the PKCS#12 file of the office's signing key")
    return _load(str(_trial_key()), TRIAL_PASSPHRASE)


@lru_cache(maxsize=4)
def _load(path: str, passphrase: bytes) -> Any:
    from pyhanko.sign import signers

    found = signers.SimpleSigner.load_pkcs12(path, passphrase=passphrase or None)
    if found is None:
        raise NoKey(f"{path} holds no usable key, or the passphrase is wrong")
    return found


def _trial_key() -> Path:
    path = Path(settings.VAR_DIR) / "trial-key.p12"
    if not path.exists():
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(_fresh_key())
        try:
            os.link(fresh, path)  # of two workers one wins, and both use its key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path


def _fresh_key() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, TRIAL_NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"trial", key, certificate, None, BestAvailableEncryption(TRIAL_PASSPHRASE)
    )
