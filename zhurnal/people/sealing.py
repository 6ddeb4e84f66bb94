"""What is kept closed by the installation's own key: whoever reads the database alone does not read it."""

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from hmac import digest

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


@cache
def _seal(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(digest(key.encode(), b"zhurnal.people.factor", sha256)))


def seal(secret: bytes) -> str:
    """A text that ``unseal`` opens on this installation only."""
    return _seal(settings.SECRET_KEY).encrypt(secret).decode()


def unseal(text: str) -> bytes | None:
    """What was sealed; None when it was sealed under another key or changed since."""
    try:
        return _seal(settings.SECRET_KEY).decrypt(text.encode())
    except InvalidToken:
        return None
