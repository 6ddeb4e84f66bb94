"""How much a file may be. Checked before unpacking where the file tells, and again while unpacking, since files lie."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Ceilings for one reading; generous for a college of 5 000 students."""

    file_bytes: int = 32 * MEGABYTE
    unpacked_bytes: int = 64 * MEGABYTE
    entries: int = 200
    rows: int = 200_000
    columns: int = 300
    cell: int = 32_768
    problems: int = 5_000
    seconds: float = 20.0
    memory: int = 512 * MEGABYTE
    answer_bytes: int = 64 * MEGABYTE


LIMITS = Limits()


def megabytes(size: int) -> str:
    """«12,3 МБ»"""
    return f"{size / MEGABYTE:.1f} МБ".replace(".", ",")
