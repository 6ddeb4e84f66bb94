"""Signing with Ed25519 (RFC 8032) on the arithmetic of the verifier: one truth for both sides, and no library more.

It signs one manifest of a package at a time, some milliseconds; nobody outside can time it, so it need not be constant-time.
"""

from hashlib import sha512

from zhurnal.archive.rules.verify import BASE, ORDER, fingerprint, point_packed, point_times, whole_of

SEED = 32  # bytes of a secret key


def public_key(seed: bytes) -> bytes:
    """The 32 bytes that everybody may know."""
    return point_packed(point_times(_scalar(seed)[0], BASE))


def sign(seed: bytes, message: bytes) -> bytes:
    """64 bytes by which ``verify.signature_holds`` knows the owner of the key."""
    scalar, prefix = _scalar(seed)
    key = point_packed(point_times(scalar, BASE))
    chance = whole_of(prefix, message) % ORDER
    start = point_packed(point_times(chance, BASE))
    answer = (chance + whole_of(start, key, message) * scalar) % ORDER
    return start + answer.to_bytes(32, "little")


def _scalar(seed: bytes) -> tuple[int, bytes]:
    if len(seed) != SEED:
        message = "a secret key has 32 bytes"
        raise ValueError(message)
    digest = sha512(seed).digest()
    whole = int.from_bytes(digest[:32], "little")
    return whole & (1 << 254) - 8 | 1 << 254, digest[32:]


__all__ = ["SEED", "fingerprint", "public_key", "sign"]
