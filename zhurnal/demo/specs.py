"""The two demonstration colleges, and a tiny one for tests."""

from dataclasses import dataclass, replace

from zhurnal.assessment.rules.yearly import GENERAL as GENERAL_EDUCATION
from zhurnal.demo import staff
from zhurnal.demo.rows import CollegeRow, DepartmentRow

# Weekday of the invented week (0 Monday … 5 Saturday), pair.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A group to be made. ``plan`` names a programme, ``days`` the number of pairs on each day of the invented week."""

    name: str
    plan: str
    course_year: int
    department: str
    size: int
    shift: int = 1
    days: tuple[int, ...] = (3, 3, 3, 3, 3, 3)
    practice_weeks: tuple[int, int] | None = None

    def places(self) -> list[Place]:
        """The places of the week, without gaps."""
        first = 1 if self.shift == 1 else 4
        return [(day, first + step) for day, count in enumerate(self.days) for step in range(count)]


@dataclass(frozen=True, slots=True)
class CollegeSpec:
    """A college to be made."""

    seed: int
    college: CollegeRow
    departments: tuple[DepartmentRow, ...]
    groups: tuple[GroupSpec, ...]
    teachers: str
    masters: str
    office: str
    parents: int
    early_bells: bool = False
    split_groups: bool = True
    personas: bool = False

    @property
    def students(self) -> int:
        """How many students."""
        return sum(group.size for group in self.groups)


ENERGY, THERMAL, GENERAL = "energy", "thermal", "general"
FOUR_ON_THURSDAY = (3, 3, 3, 4, 3, 2)

VEK_GROUPS = (
    GroupSpec("Э-11", "13.02.03", 1, ENERGY, 25),
    GroupSpec("Э-12", "13.02.03", 1, ENERGY, 25),
    GroupSpec("Э-21", "13.02.03", 2, ENERGY, 25),
    GroupSpec("Э-22", "13.02.03", 2, ENERGY, 24, days=FOUR_ON_THURSDAY),
    GroupSpec("Э-23", "13.02.03", 2, ENERGY, 24, shift=2),
    GroupSpec("Э-31", "13.02.03", 3, ENERGY, 24),
    GroupSpec("Э-32", "13.02.03", 3, ENERGY, 23),
    GroupSpec("Э-41", "13.02.03", 4, ENERGY, 22, practice_weeks=(5, 6)),
    GroupSpec("ЭС-11", "13.02.03+11", 1, ENERGY, 22, days=FOUR_ON_THURSDAY),
    GroupSpec("ТЭ-11", "13.02.01", 1, THERMAL, 25),
    GroupSpec("ТЭ-21", "13.02.01", 2, THERMAL, 24, shift=2),
    GroupSpec("ТЭ-31", "13.02.01", 3, THERMAL, 23),
    GroupSpec("ТЭ-41", "13.02.01", 4, THERMAL, 22, practice_weeks=(8, 9)),
    GroupSpec("ЭО-11", "13.02.13", 1, THERMAL, 25),
    GroupSpec("ЭО-21", "13.02.13", 2, THERMAL, 24, shift=2),
    GroupSpec("ЭО-31", "13.02.13", 3, THERMAL, 23),
    GroupSpec("ЭО-41", "13.02.13", 4, THERMAL, 21, practice_weeks=(11, 12)),
    GroupSpec("ИС-11", "09.02.07", 1, GENERAL, 25),
    GroupSpec("ИС-12", "09.02.07", 1, GENERAL, 25, shift=2),
    GroupSpec("ИС-21", "09.02.07", 2, GENERAL, 25, shift=2),
    GroupSpec("ИС-31", "09.02.07", 3, GENERAL, 24),
    GroupSpec("ИС-41", "09.02.07", 4, GENERAL, 23),
    GroupSpec("Б-11", "38.02.01", 1, GENERAL, 25),
    GroupSpec("Б-21", "38.02.01", 2, GENERAL, 24, shift=2),
    GroupSpec("Б-31", "38.02.01", 3, GENERAL, 24),
    GroupSpec("БС-11", "38.02.01+11", 1, GENERAL, 23, shift=2),
    GroupSpec("ЭМ-11", "13.01.10", 1, GENERAL, 25),
    GroupSpec("ЭМ-12", "13.01.10", 1, GENERAL, 25, shift=2),
    GroupSpec("ЭМ-21", "13.01.10", 2, GENERAL, 26, shift=2),
    GroupSpec("ЭМ-31", "13.01.10", 3, GENERAL, 25),
)

VEK = CollegeSpec(
    seed=2026,
    college=CollegeRow(
        "vek", "Верхнереченский энергетический колледж", "ВЭК", parameters=(("year_marks", GENERAL_EDUCATION),)
    ),
    departments=(
        DepartmentRow(ENERGY, "Энергетическое отделение", "Энергетическое"),
        DepartmentRow(THERMAL, "Теплоэнергетическое отделение", "Теплоэнергетическое"),
        DepartmentRow(GENERAL, "Отделение общих и рабочих профессий", "Общее"),
    ),
    groups=VEK_GROUPS,
    teachers=staff.TEACHERS,
    masters=staff.MASTERS,
    office=staff.OFFICE,
    parents=900,
    personas=True,
)

PML = CollegeSpec(
    seed=407,
    college=CollegeRow("pml", "Приозёрский механико-лесной техникум", "ПМЛТ"),
    departments=(DepartmentRow("forest", "Лесное отделение", "Лесное"),),
    groups=(
        GroupSpec("ЛХ-11", "35.02.01", 1, "forest", 14),
        GroupSpec("ЛХ-21", "35.02.01", 2, "forest", 12),
        GroupSpec("М-11", "23.01.17", 1, "forest", 14),
    ),
    teachers=staff.SMALL_TEACHERS,
    masters="",
    office=staff.SMALL_OFFICE,
    parents=46,
    early_bells=True,
    split_groups=False,
)


def tiny(size: int = 8) -> CollegeSpec:
    """Two groups of the first college with a few students each, for tests: the same people, the same lessons."""
    chosen = tuple(replace(group, size=size) for group in VEK_GROUPS if group.name in ("Э-21", "ТЭ-11"))
    return replace(VEK, groups=chosen, parents=size * 2)
