"""Files of work programmes as a person sees them before and after they are loaded: file → discipline → topics, hours, journals."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhurnal.exchange.rules.changes import Change, What, reference


@dataclass(frozen=True, slots=True)
class Fate:
    """What will be, or was, done with a file, and the answers that are offered under this name of a field."""

    words: str
    tone: str
    named: str = ""
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file. ``topics`` and ``hours``: of the programme that it makes or fills, 0 where it only gives one that stands."""

    file: str
    discipline: str
    topics: int
    hours: int
    journals: list[str]
    note: str
    fate: Fate


GIVEN = {True: Fate("дана журналам", ""), False: Fate("даст журналам", "accent")}
FIRST = (What.REFUSE, What.ASK)


def file_lines(changes: Iterable[Change], fate_of: Callable[[Change], Fate], *, done: bool) -> list[FileLine]:
    """A line for each file of which there is anything to say, those that wait for a person first."""
    files: dict[str, list[Change]] = defaultdict(list)
    topics: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        files[change.file].append(change)
        if change.entity == "topic":
            topics[change.after["programme_id"]].append(change.after["hours"])
    found = []
    for file, own in files.items():
        given = [change.title.rpartition(": ") for change in own if change.entity == "course"]
        journals = [journal for _discipline, _colon, journal in given]
        programme = next((change for change in own if change.entity == "programme"), None)
        if programme is not None:
            hours = topics[programme.pk or reference("programme", programme.key)]
            discipline = "" if programme.title == file else programme.title
            line = FileLine(file, discipline, len(hours), sum(hours), journals, programme.note, fate_of(programme))
            found.append((programme.what not in FIRST, line))
        elif given:
            found.append((True, FileLine(file, given[0][0], 0, 0, journals, "", GIVEN[done])))
    return [line for _later, line in sorted(found, key=lambda one: one[0])]
