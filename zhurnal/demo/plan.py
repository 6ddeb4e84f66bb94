"""Reading a plan written as a table of text."""

from dataclasses import dataclass

from zhurnal.curriculum.rules.attestation import joined

PRACTICES = ("УП", "ПП", "ПДП")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A discipline, МДК, practice or exam with its hours by semester."""

    index: str
    name: str
    parent: str
    forms: dict[int, str]
    hours: tuple[int, ...]

    @property
    def kind(self) -> str:
        """The kind of row as the curriculum names it."""
        head = self.index.split(".")[0]
        if self.index.endswith(".ЭК"):
            return "exam"
        if head == "ГИА":
            return "gia"
        kinds = {"МДК": "mdk", "УП": "practice_edu", "ПП": "practice_prod", "ПДП": "practice_prod"}
        return kinds.get(head, "discipline")

    @property
    def is_theory(self) -> bool:
        """Whether it is taught in the weeks of theory."""
        return self.kind in ("discipline", "mdk")

    def in_semester(self, semester: int) -> int:
        """Hours of a semester."""
        return self.hours[semester - 1] if semester <= len(self.hours) else 0


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle of disciplines or a module."""

    index: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of one programme; ``weeks`` of theory by semester, ``spread`` practices are held inside of them."""

    code: str
    name: str
    qualification: str
    base: str
    weeks: tuple[int, ...]
    cycles: tuple[Cycle, ...]
    lines: tuple[PlanLine, ...]
    spread_practice: bool = False

    def taught(self, semester: int) -> list[PlanLine]:
        """What stands in the weekly timetable of a semester."""
        return [
            line
            for line in self.lines
            if line.in_semester(semester) and (line.is_theory or (self.spread_practice and line.kind == "practice_edu"))
        ]

    def practices(self, semester: int) -> list[PlanLine]:
        """Practices held in weeks of their own, in workshops of the college."""
        if self.spread_practice:
            return []
        return [line for line in self.lines if line.kind == "practice_edu" and line.in_semester(semester)]


def read_plan(code: str, name: str, qualification: str, base: str, weeks: tuple[int, ...], table: str) -> Plan:
    """A plan from lines ``index | name | forms | hours by semester``; ``@`` begins a cycle or a module."""
    cycles: list[Cycle] = []
    lines: list[PlanLine] = []
    for text in filter(None, table.splitlines()):
        if text.startswith("@"):
            index, title = text[1:].strip().split(" ", 1)
            cycles.append(Cycle(index, title))
            continue
        index, title, forms, hours = (part.strip() for part in text.split("|"))
        lines.append(
            PlanLine(
                index,
                title,
                cycles[-1].index,
                _by_semester(forms),
                tuple(0 if word == "." else int(word) for word in hours.split()),
            )
        )
    return Plan(code, name, qualification, base, weeks, tuple(cycles), tuple(lines))


def _by_semester(forms: str) -> dict[int, str]:
    """«Э5 Э6 КП6» as 5: «Э», 6: «Э, КП»."""
    found: dict[int, str] = {}
    for form in forms.split():
        semester = int(form[-1])
        found[semester] = joined(found.get(semester, ""), form[:-1])
    return found
