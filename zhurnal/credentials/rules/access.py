"""What stands beside a name: whether there is a way in, and whether one may be given. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from zhurnal.people.rules.age import Sight
from zhurnal.people.rules.codes import CODE_WORDS, CodeState


class Who(StrEnum):
    """Whose list is shown."""

    STUDENTS = "students"
    PARENTS = "parents"


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list. ``sight``: what a parent would see; who sees nothing is given nothing (A11.3).

    ``student``: whose parent, of staff its roles; ``two``: given by two people; ``asked``: another has asked, the one who looks finishes.
    """

    person: UUID
    name: str
    student: str
    basis: str
    has_account: bool
    code: CodeState | None
    handed: bool = False
    sight: Sight = Sight.OPEN
    two: bool = False
    asked: bool = False

    @property
    def closed(self) -> bool:
        """Whether nothing is given: an adult student shut his parents out, or the birthday is not known."""
        return self.sight is not Sight.OPEN

    @property
    def asked_by_oneself(self) -> bool:
        """Whoever looks has asked himself and cannot finish it."""
        return self.code is CodeState.ASKED and not self.asked

    @property
    def lacks(self) -> bool:
        """Whether nobody has come in yet and no slip is on its way."""
        waits = self.code is CodeState.ISSUED
        return not (self.closed or waits or (self.has_account and self.code in (None, CodeState.USED)))

    @property
    def words(self) -> str:
        """How things stand with this person."""
        if self.sight is Sight.UNKNOWN:
            return "нет даты рождения студента"
        if self.closed:
            return "18 лет, доступ родителей закрыт студентом"
        if self.code is CodeState.ISSUED:
            return "вручён, ждёт первого входа" if self.handed else "напечатан, ещё не вручён"
        if self.code is None:
            return "доступ есть" if self.has_account else "не выдан"
        return CODE_WORDS[self.code]


def chosen(lines: list[Line], asked: list[str]) -> list[Line]:
    """The lines whose people were ticked, in the order of the list; whoever is closed or unknown is passed over."""
    ticked = set(asked)
    return [line for line in lines if line.person.hex in ticked and not line.closed]
