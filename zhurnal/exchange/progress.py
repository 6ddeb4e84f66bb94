"""How far a running import is, told between processes: a small file of the state folder, since a transaction shows nothing.

The page invents a long random key and asks with it. The name of the file comes from the key and from whoever started the
import, so nobody else finds it; inside stand only a stage and two numbers.
"""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from zhurnal.exchange.rules.stages import WORDS, Stage, Tell, count_of, share, silent
from zhurnal.people.actor import PersonActor

KEY = re.compile(r"[0-9a-f]{32}")
KEPT = 60 * 60.0  # seconds after which a file that nobody took away is swept
STEP = 0.15  # seconds between two writings of one stage
FIELD = "progress"

Way = dict[Stage, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Progress:
    """The stage in ``words``, «300 из 1 500», ``share`` of the bar in thousandths; all empty when nothing is known."""

    words: str = ""
    count: str = ""
    share: int = 0


@contextmanager
def told(actor: PersonActor, key: str, way: Way) -> Iterator[Tell]:
    """Whom an import tells how far it is; without a key (no script on the page) nobody. The file is gone at the end."""
    path = _path(actor, key)
    if path is None:
        yield silent
        return
    _sweep(path.parent)
    try:
        yield _Teller(path, way)
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def progress_of(actor: PersonActor, key: str) -> Progress:
    """How far the import is that this person started with this key."""
    path = _path(actor, key)
    if path is None:
        return Progress()
    try:
        said = json.loads(path.read_bytes())
        return Progress(WORDS[Stage(said["stage"])], count_of(said["done"], said["of"]), said["share"])
    except (OSError, ValueError, KeyError):
        return Progress()


class _Teller:
    """Writes the file when a stage begins, and then not too often. Trouble of the disk never stops an import."""

    def __init__(self, path: Path, way: Way) -> None:
        self.path, self.way = path, way
        self.stage: Stage | None = None
        self.written = 0.0

    def __call__(self, stage: Stage, done: int, of: int) -> None:
        now = time.monotonic()
        if stage is self.stage and now - self.written < STEP:
            return
        self.stage, self.written = stage, now
        said = {"stage": stage.value, "done": done, "of": of, "share": share(self.way, stage, done, of)}
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            fresh.write_text(json.dumps(said), encoding="ascii")
            fresh.replace(self.path)


def _path(actor: PersonActor, key: str) -> Path | None:
    if not KEY.fullmatch(key):
        return None
    name = salted_hmac("zhurnal.exchange.progress", f"{actor.college_id}:{actor.person_id}:{key}").hexdigest()
    return settings.STATE_DIR / "progress" / name


def _sweep(folder: Path) -> None:
    """What a broken process left behind."""
    oldest = time.time() - KEPT
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
