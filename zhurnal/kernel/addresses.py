"""Addresses of other servers that the product itself asks. Pure."""

from urllib.parse import urlsplit

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def trusted(address: str) -> bool:
    """Whether what such an address answers can be believed: by https, or on this machine; without a name, a password, a fragment.

    In Latin letters alone: a name in others is written as it goes over the wire (xn--…).
    """
    if not address.isascii():
        return False
    try:
        parts = urlsplit(address)
        plain = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.password or parts.fragment or not plain:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
