"""The state folder: database, secret key, collected files. Made on first use, kept for ever after."""

import os
import secrets

from bootstrap.environment import ROOT, cannot_write

STATE = ROOT / (os.environ.get("ZHURNAL_STATE") or "var")


def ensure() -> None:
    """The folder exists, we may write there, and it holds a key that nobody else can read."""
    try:
        STATE.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's data: for its owner only
        key = STATE / "secret_key"
        if not key.exists() and not os.environ.get("ZHURNAL_SECRET_KEY"):
            descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(64))
        trial = STATE / f".trial-{os.getpid()}"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise cannot_write(error, STATE) from error
