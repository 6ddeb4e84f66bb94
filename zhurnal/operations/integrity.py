"""Whether the program's files are those that were installed (ОЦЛ.1, АНЗ.3–4): a list of sums made by ``run.py install``, compared every night.

The list has the form of ``sha256sum``, so that anybody can compare it without the program: ``sha256sum -c .manifest --quiet``. It
lies beside the program, which the service reads and cannot write. Whoever is root writes both: against him stands the release itself.
No Django here: the installer makes the list before there is a database.
"""

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

NAME = ".manifest"
FOLDERS = ("zhurnal", "config", "bootstrap", "requirements", ".venv")
FILES = ("run.py", "pyproject.toml")
TOLD = 5
LIST_LOST = "список файлов программы .manifest пропал"


def _files(root: Path) -> Iterator[Path]:
    """The program's own files and its environment's, but for what Python writes beside them."""
    for name in FILES:
        if (root / name).is_file():
            yield root / name
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts and path.suffix != ".pyc":
                yield path


def sums(root: Path) -> dict[str, str]:
    """Path from the root → sum of the content. A file that cannot be read has none."""
    found = {}
    for path in _files(root):
        try:
            with path.open("rb") as file:
                found[path.relative_to(root).as_posix()] = file_digest(file, "sha256").hexdigest()
        except OSError:
            found[path.relative_to(root).as_posix()] = ""
    return found


def write(root: Path) -> int:
    """Make the list anew; how many files there are."""
    found = sums(root)
    text = "".join(f"{digest}  {name}\n" for name, digest in found.items())
    beside = root / f"{NAME}.new"
    beside.write_text(text, "utf-8")
    beside.chmod(0o644)
    beside.replace(root / NAME)
    return len(found)


def drift(root: Path) -> tuple[str, ...] | None:
    """What is not as it was installed, in words; nothing where there is no list: the program was not installed as a service."""
    try:
        lines = (root / NAME).read_text("utf-8").splitlines()
    except OSError:
        return None
    known = {name: digest for digest, _gap, name in (one.partition("  ") for one in lines) if name}
    now = sums(root)
    changed = [f"изменён {name}" for name, digest in now.items() if name in known and known[name] != digest]
    added = [f"появился {name}" for name in now if name not in known]
    gone = [f"пропал {name}" for name in known if name not in now]
    return (*changed, *added, *gone)


def words_of(found: tuple[str, ...]) -> str:
    """«файлов: 7 (изменён zhurnal/urls.py, …)»."""
    more = ", …" if len(found) > TOLD else ""
    return f"файлов: {len(found)} ({', '.join(found[:TOLD])}{more})"
