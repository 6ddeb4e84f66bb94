"""Work programmes that go on with the journals of a new year (1.11 b): what the same semester of the same discipline followed before."""

from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Course, Group
from zhurnal.opening.planned import Page
from zhurnal.opening.rules.journals import semester_of
from zhurnal.opening.rules.tables import fold

Key = tuple[object, ...]


class Programmes:
    """The programmes followed until this year; the newest year before older ones, the newest version before older ones. Two statements."""

    def __init__(self, year: AcademicYear) -> None:
        own = year.college_id
        groups = Group.objects.of(own).filter(year=year.pk, curriculum__isnull=False)
        self._groups = {
            pk: (course, specialty)
            for pk, course, specialty in groups.values_list("pk", "course_year", "curriculum__specialty_code")
        }
        rows = Course.objects.of(own).filter(programme__isnull=False, year__starts__lte=year.starts)
        found: dict[Key, UUID] = {}
        for programme, discipline, name, course, term, specialty in rows.order_by(
            "year__starts", "programme__version", "subgroup_id", "pk"
        ).values_list(
            "programme_id", "discipline_id", "discipline__name", "group__course_year", "term__number",
            "group__curriculum__specialty_code",
        ):  # fmt: skip
            semester = semester_of(course, term)
            found[discipline, semester] = programme
            if specialty:
                found[specialty, fold(name), semester] = programme
        self._found = found

    def of(self, page: Page) -> UUID | None:
        """By the discipline itself, else by its name within the specialty: another plan may call the same one by another index."""
        course, specialty = self._groups[page.group]
        semester = semester_of(course, page.term)
        return self._found.get((page.discipline, semester)) or self._found.get((specialty, fold(page.name), semester))
