"""Where the pieces of a job lie: a folder of its own, each piece whole or absent, so that a killed worker loses one unit."""

import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

from zhurnal.jobs.works import Piece, Unit

_RESULT = "result"


def jobs_root() -> Path:
    """The folder of all jobs, nobody else's to read."""
    root = Path(settings.STATE_DIR) / "jobs"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


class Folder:
    """The folder of one job."""

    def __init__(self, job: UUID) -> None:
        self.path = jobs_root() / job.hex

    @property
    def result(self) -> Path:
        """The finished file."""
        return self.path / _RESULT

    def has(self, unit: Unit) -> bool:
        """Whether the unit was made."""
        return self._of(unit).is_file()

    def keep(self, unit: Unit, pieces: Sequence[Piece]) -> None:
        """Keep what a unit made, all or nothing."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        _whole(self._of(unit), lambda path: _zipped(path, pieces))

    def pieces(self, units: Sequence[Unit]) -> Iterator[Piece]:
        """All that was made, in the order of the units."""
        for unit in units:
            with zipfile.ZipFile(self._of(unit)) as kept:
                yield from (Piece(name, kept.read(name)) for name in kept.namelist())

    def finish(self, pieces: Sequence[Piece]) -> tuple[str, int]:
        """Make the result; returns its ending and its size, ("", 0) when nothing was made."""
        if not pieces:
            return "", 0
        if len(pieces) == 1:
            _whole(self.result, lambda path: path.write_bytes(pieces[0].data))
            return Path(pieces[0].name).suffix, len(pieces[0].data)
        _whole(self.result, lambda path: _zipped(path, pieces))
        return ".zip", self.result.stat().st_size

    def sweep(self, *, keep_result: bool = False) -> None:
        """Take the pieces away, and the result unless it is kept."""
        if keep_result and self.result.is_file():
            for part in self.path.glob("*.part"):
                part.unlink(missing_ok=True)
        else:
            shutil.rmtree(self.path, ignore_errors=True)

    def _of(self, unit: Unit) -> Path:
        return self.path / f"{sha256(unit.key.encode()).hexdigest()[:32]}.part"


def _zipped(path: Path, pieces: Sequence[Piece]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as kept:
        for piece in pieces:
            kept.writestr(zipfile.ZipInfo(piece.name, (2026, 1, 1, 0, 0, 0)), piece.data)


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    fresh = path.with_suffix(".fresh")
    write(fresh)
    fresh.replace(path)
