"""Signing with Ed25519 (RFC 8032) by a library; the verifier that goes into each package has its own arithmetic and no library."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zhurnal.archive.rules.verify import fingerprint

SEED = 32  # bytes of a secret key


def public_key(seed: bytes) -> bytes:
    """The 32 bytes that everybody may know. Raises ``ValueError`` for a seed of another length."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """64 bytes by which ``verify.signature_holds`` knows the owner of the key."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


__all__ = ["SEED", "fingerprint", "public_key", "sign"]
