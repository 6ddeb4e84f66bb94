"""Settings from the environment: typed, with defaults, listed for ``docs/configuration.md``."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zhurnal.kernel.addresses import trusted


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment as the documentation shows it."""

    name: str
    default: str
    meaning: str


VARIABLES: dict[str, Variable] = {}


def text(name: str, default: str, meaning: str) -> str:
    """The variable's value, or the default."""
    VARIABLES[name] = Variable(name, default, meaning)
    return os.environ.get(name, default)


def of_child(own: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child process that is another installation: of our variables and Django's only these."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith(("ZHURNAL_", "DJANGO_"))}
    return {**rest, **own}


def flag(name: str, default: bool, meaning: str) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off; anything else is a mistake worth stopping for."""
    value = text(name, "1" if default else "0", meaning).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    message = f"{name}={value!r}: expected 1 or 0"
    raise ValueError(message)


def whole(name: str, default: int, meaning: str) -> int:
    """A whole number."""
    return int(text(name, str(default), meaning))


def words(name: str, default: str, meaning: str) -> list[str]:
    """A list divided by commas."""
    return [word.strip() for word in text(name, default, meaning).split(",") if word.strip()]


def file(name: str, meaning: str) -> Path | None:
    """A file that is there, or none; a name of what is not there is a mistake worth stopping for."""
    value = text(name, "", meaning).strip()
    if value and not Path(value).is_file():
        message = f"{name}: there is no file {value}"
        raise ValueError(message)
    return Path(value) if value else None


def server(name: str, meaning: str) -> str:
    """The address of another server, by https or on this machine, or nothing; any other is a mistake worth stopping for."""
    value = text(name, "", meaning).strip()
    if not value.isascii():
        message = f"{name}: use Latin letters alone; write a Cyrillic name of a host as xn--… (punycode)"
        raise ValueError(message)
    if value and not trusted(value):
        message = f"{name}: use https:// (http:// only on this machine), without a name, a password or a fragment"
        raise ValueError(message)
    return value


def peer(name: str, meaning: str) -> tuple[str, int] | str:
    """Who listens: a socket of this machine by its path, or ``host:port``; nothing for nobody."""
    value = text(name, "", meaning).strip()
    host, colon, port = value.rpartition(":")
    if not value or value.startswith("/"):
        return value
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        message = f"{name}={value!r}: expected /path/of/a/socket or host:port"
        raise ValueError(message)
    return host.strip("[]"), int(port)


def mail(url: str) -> dict[str, object]:
    """Django's settings of mail from ``smtp://user:password@host:port`` (``smtps``: TLS from the first byte); nothing for no mail.

    By ``smtp`` the connection turns to TLS before anything is said (STARTTLS), but for ``smtp+plain`` (a server on this machine).
    """
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        message = "ZHURNAL_MAIL: use smtp://user:password@host:port, smtps:// or smtp+plain://"
        raise ValueError(message)
    usual = {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or usual,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }


def _connection() -> object:
    """The connection that a pool makes; imported only where there is PostgreSQL."""
    from zhurnal.kernel.db.postgresql.patience import Connection

    return Connection


def database(url: str, *, pool_size: int = 8, patience: int = 0, keep_plans: bool = True) -> dict[str, object]:
    """Django's description of a database from ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "zhurnal.kernel.db.sqlite",
            "NAME": str(Path(unquote(parts.path.removeprefix("/")))),
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": None,  # opening costs more than a request; each thread keeps its own
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    if parts.scheme in {"postgresql", "postgres"}:
        pool = (
            {"pool": {"min_size": 1, "max_size": pool_size, "timeout": 10, "connection_class": _connection()}}
            if pool_size
            else {}
        )
        return {
            "ENGINE": "zhurnal.kernel.db.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": 0,
            "KEEP_PLANS": keep_plans,
            # What a page needs is in memory: at the usual price of 4 for a page out of order PostgreSQL walks all lessons of a
            # college to find the 150 of one student (measured: 23 ms instead of 2).
            # A server that stands still is not waited for when a connection begins either.
            "OPTIONS": {
                "options": "-c random_page_cost=1.1",
                **({"connect_timeout": patience} if patience else {}),
                **pool,
            },
        }
    message = f"ZHURNAL_DATABASE: unknown kind of database {parts.scheme!r}; use sqlite:/// or postgresql://"
    raise ValueError(message)
