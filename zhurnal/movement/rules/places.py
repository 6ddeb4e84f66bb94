"""Where a result that a student brought may be counted: a discipline in a semester of his plan (A2.13, A7.3). Pure."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the plan in a semester. ``form``: of attestation as the plan names it, "" where it names none."""

    discipline: UUID
    term: UUID
    semester: int
    form: str
    title: str

    @property
    def key(self) -> str:
        """The place in a form."""
        return f"{self.discipline.hex}.{self.term.hex}.{self.form}"

    @property
    def words(self) -> str:
        """«ОП.02 Электротехника, 3 семестр, Э»."""
        return ", ".join(part for part in (self.title, f"{self.semester} семестр", self.form) if part)
