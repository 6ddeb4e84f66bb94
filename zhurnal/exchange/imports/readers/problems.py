"""What is wrong with a file, in words that a secretary understands."""

from dataclasses import dataclass, field
from enum import StrEnum

SHOWN_VALUE = 60


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # the file or the row is not taken
    WARNING = "warning"  # the row is taken, something in it is not
    QUESTION = "question"  # the row is taken as we understood it; a person should look


@dataclass(frozen=True)
class Problem:
    """One complaint: where it is, what stands there, why it cannot be taken."""

    file: str
    reason: str
    severity: Severity = Severity.ERROR
    code: str = ""
    line: int = 0  # 0: the whole file
    column: str = ""
    value: str = ""


@dataclass
class Report:
    """Collects problems; of a flood it keeps the first ones and counts the others, so that nothing is silent."""

    limit: int = 5000
    problems: list[Problem] = field(default_factory=list)
    left_off: dict[tuple[str, Severity], list[int]] = field(default_factory=dict)
    once: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, problem: Problem) -> None:
        """Keeps a problem, or counts it where there are too many."""
        if len(self.problems) < self.limit:
            self.problems.append(problem)
        else:
            self.left_off.setdefault((problem.file, problem.severity), []).append(problem.line)

    def add_once(self, problem: Problem, *key: str) -> None:
        """As ``add``, but one complaint for each file, code and key."""
        mark = (problem.file, problem.code, *key)
        if mark not in self.once:
            self.once.add(mark)
            self.add(problem)

    def result(self) -> tuple[Problem, ...]:
        """All problems; what did not fit is told in a sentence with its lines."""
        rest = []
        for (file, severity), lines in self.left_off.items():
            where = f"строки с {min(lines)} по {max(lines)}" if max(lines) else "разные места"
            reason = f"И ещё {len(lines)} таких же сложностей: {where}. Исправьте первые и загрузите файл снова."
            rest.append(Problem(file, reason, severity, "more", min(lines)))
        return (*self.problems, *rest)

    def has_errors(self) -> bool:
        """Whether anything was refused."""
        return bool(self.left_off) or any(problem.severity is Severity.ERROR for problem in self.problems)


def shorten(value: object) -> str:
    """A value as it may be shown: one line, no control characters, not longer than a glance."""
    text = " ".join(str(value).split())
    text = "".join(sign if sign.isprintable() else "·" for sign in text[: SHOWN_VALUE * 2])
    return text if len(text) <= SHOWN_VALUE else text[: SHOWN_VALUE - 1] + "…"
