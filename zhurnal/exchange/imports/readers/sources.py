"""Files that were brought: their bytes, with ceilings; folders, ZIP and GZ are opened without writing anything to disk."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from zhurnal.exchange.imports.readers.identify import What, identify
from zhurnal.exchange.imports.readers.limits import Limits, megabytes
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OverflowError,
)
CHUNK = 256 * 1024
Suffix = str | tuple[str, ...]
UTF_8 = 0x800  # the flag of a member whose name is in UTF-8
RUBBISH = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Source:
    """A file on disk and the name under which a person knows it (an upload lies under another one)."""

    path: Path
    name: str = ""

    @property
    def title(self) -> str:
        """The name to complain with."""
        return self.name or self.path.name


@dataclass(frozen=True)
class Blob:
    """The bytes of one file or of one member of an archive."""

    name: str
    data: bytes


def as_sources(paths: Iterable[Path | str | Source]) -> tuple[Source, ...]:
    """Paths, or sources, as sources."""
    return tuple(path if isinstance(path, Source) else Source(Path(path)) for path in paths)


def load(source: Source, limits: Limits, report: Report) -> Blob | None:
    """The bytes of a file that is not too large; ``None`` after a complaint."""
    try:
        size = source.path.stat().st_size
        if size > limits.file_bytes:
            _refuse(report, source.title, "too_large", _too_large(size, limits.file_bytes))
            return None
        with source.path.open("rb") as file:
            data = file.read(size + 1)
    except (OSError, ValueError):
        _refuse(
            report, source.title, "unreadable", "Файл не открывается: возможно, он удалён или занят другой программой."
        )
        return None
    if len(data) > size:
        _refuse(
            report, source.title, "unreadable", "Файл ещё записывается другой программой. Загрузите его чуть позже."
        )
        return None
    return Blob(source.title, data)


def gather(sources: Sequence[Source], suffix: Suffix, limits: Limits, report: Report) -> Iterator[Blob]:
    """All files with this suffix, or one of these, among files, folders and ZIP archives, one after another."""
    left = limits.unpacked_bytes
    for source in _spread(sources, suffix, limits, report):
        blob = load(source, limits, report)
        if blob is None:
            continue
        members = unzip(blob, suffix, limits, report) if identify(blob.data) is What.ZIP else iter((blob,))
        for member in members:
            left -= len(member.data)
            if left < 0:
                _refuse(report, blob.name, "too_large", _too_large(limits.unpacked_bytes + 1, limits.unpacked_bytes))
                return
            yield member


def single(source: Source, suffixes: tuple[str, ...], limits: Limits, report: Report) -> Blob | None:
    """The one file that is meant, taken out of GZ or out of a ZIP where it lies alone."""
    blob = load(source, limits, report)
    if blob is None:
        return None
    what = identify(blob.data)
    if what is What.GZIP:
        return gunzip(blob, limits, report)
    if what is not What.ZIP:
        return blob
    found = [member for suffix in suffixes for member in unzip(blob, suffix, limits, report, complain=False)]
    if len(found) == 1:
        return found[0]
    if not report.has_errors():
        wanted = " или ".join(suffixes)
        reason = f"В архиве файлов {wanted}: {len(found)}, а нужен ровно один. Распакуйте архив и выберите файл."
        _refuse(report, blob.name, "not_one", reason)
    return None


def gunzip(blob: Blob, limits: Limits, report: Report) -> Blob | None:
    """Unpacks GZ up to the ceiling and no further; the size written in its tail is not asked, a cut file has none."""
    machine = zlib.decompressobj(wbits=31)
    try:
        data = machine.decompress(blob.data, limits.unpacked_bytes + 1)
    except zlib.error:
        _refuse(report, blob.name, "broken_archive", "Сжатый файл повреждён. Скачайте или выгрузите его снова.")
        return None
    if len(data) > limits.unpacked_bytes:
        _refuse(report, blob.name, "bomb", _bomb(limits))
        return None
    if not machine.eof:
        _refuse(report, blob.name, "broken_archive", "Сжатый файл обрывается. Скачайте или выгрузите его снова.")
        return None
    return Blob(blob.name.removesuffix(".gz"), data)


def unzip(blob: Blob, suffix: Suffix, limits: Limits, report: Report, *, complain: bool = True) -> Iterator[Blob]:
    """Members with this suffix, read one by one; number and declared size are looked at before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(blob.data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir() and not _is_rubbish(info.filename)]
            if len(archive.infolist()) > limits.entries:
                reason = (
                    f"В архиве слишком много файлов: {len(archive.infolist())}, а можно не больше {limits.entries}."
                )
                _refuse(report, blob.name, "too_many", reason)
                return
            if sum(info.file_size for info in members) > limits.unpacked_bytes:
                _refuse(report, blob.name, "bomb", _bomb(limits))
                return
            left = limits.unpacked_bytes
            for info in members:
                if not info.filename.lower().endswith(suffix):
                    if complain:
                        _stray(report, blob.name, named(info))
                    continue
                data = _member(archive, info, left)
                left -= len(data)
                if left < 0:
                    _refuse(report, blob.name, "bomb", _bomb(limits))
                    return
                yield Blob(PurePosixPath(named(info).replace("\\", "/")).name, data)
    except BROKEN_ARCHIVE as trouble:
        locked = isinstance(trouble, RuntimeError) and "password" in str(trouble)
        reason = (
            "Архив закрыт паролем. Снимите пароль и загрузите снова."
            if locked
            else ("Архив повреждён или сжат непривычным способом. Соберите его снова обычным ZIP.")
        )
        _refuse(report, blob.name, "broken_archive", reason)


def named(info: zipfile.ZipInfo) -> str:
    """The name of a member, composed. Russian Windows writes it in the code page of DOS (866), macOS in UTF-8, and both say so nowhere."""
    if info.flag_bits & UTF_8 or info.filename.isascii():
        return normalize("NFC", info.filename)
    try:
        raw = info.filename.encode("cp437")
    except UnicodeError:
        return info.filename
    try:
        return normalize("NFC", raw.decode("utf-8"))
    except UnicodeError:
        return raw.decode("cp866")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    parts, size = [], 0
    with archive.open(info) as file:
        while size <= left and (part := file.read(CHUNK)):
            parts.append(part)
            size += len(part)
    return b"".join(parts)


def _spread(sources: Sequence[Source], suffix: Suffix, limits: Limits, report: Report) -> Iterator[Source]:
    for source in sources:
        try:
            inside = sorted(source.path.iterdir()) if source.path.is_dir() else None
        except (OSError, ValueError):
            inside = None
        if inside is None:
            yield source
            continue
        if len(inside) > limits.entries:
            reason = f"В папке слишком много файлов: {len(inside)}, а можно не больше {limits.entries}."
            _refuse(report, source.title, "too_many", reason)
            continue
        yield from (Source(path) for path in inside if path.is_file() and path.name.lower().endswith(suffix))


def _is_rubbish(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in RUBBISH or part.startswith("._") for part in parts)


def _stray(report: Report, file: str, member: str) -> None:
    nested = member.lower().endswith((".zip", ".rar", ".7z", ".gz"))
    reason = (
        f"Внутри архива лежит ещё один архив «{member[-40:]}». Он не читается: распакуйте его."
        if nested
        else f"Файл «{member[-40:]}» в архиве не относится к выгрузке и не читается."
    )
    report.add(Problem(file, reason, Severity.WARNING if nested else Severity.QUESTION, "stray_member"))


def _refuse(report: Report, file: str, code: str, reason: str) -> None:
    report.add(Problem(file, reason, code=code))


def _too_large(size: int, ceiling: int) -> str:
    return f"Файл слишком велик: {megabytes(size)}, а можно не больше {megabytes(ceiling)}."


def _bomb(limits: Limits) -> str:
    return f"После распаковки получилось бы больше {megabytes(limits.unpacked_bytes)}. Такой архив не открывается."
