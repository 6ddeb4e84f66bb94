"""What may be changed in a plan's row by hand: nothing on which a journal stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from zhurnal.kernel.refusal import Refusal

FORMS = ("", "З", "ДЗ", "Э", "К", "Др")
MOST_HOURS = 2000
NAME_LIMIT = 300
STANDING = (
    "На «%(index)s» в %(semester)s-м семестре уже ведут журнал: %(groups)s. Часы и форма аттестации этого семестра "
    "закреплены. Если план утверждён другим, загрузите его файл для следующего набора."
)
NAMED = "По строке «%(index)s» уже ведут журнал (%(groups)s): название в нём стоит как в плане и не меняется."


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a row in one semester by kind, and the forms of attestation («ДЗ», «Э, КП»)."""

    lectures: int = 0
    practicals: int = 0
    labs: int = 0
    course_project: int = 0
    self_study: int = 0
    consultations: int = 0
    exam_hours: int = 0
    hours_total: int = 0
    attestation: str = ""

    def parts(self) -> int:
        """The sum of all kinds."""
        return sum(
            getattr(self, field.name) for field in fields(self) if field.name not in {"hours_total", "attestation"}
        )


def refusal(
    index: str,
    before: Mapping[int, Hours],
    after: Mapping[int, Hours],
    journals: Mapping[int, Sequence[str]],
    *,
    renamed: bool,
) -> Refusal | None:
    """Why the change is not made. ``journals``: semester → groups that keep a journal of this row."""
    standing = sorted({group for groups in journals.values() for group in groups})
    if renamed and standing:
        return Refusal("journal", NAMED, {"index": index, "groups": ", ".join(standing)})
    for semester, hours in sorted(after.items()):
        if journals.get(semester) and hours != before.get(semester, Hours()):
            groups = ", ".join(sorted(journals[semester]))
            return Refusal("journal", STANDING, {"index": index, "semester": semester, "groups": groups})
        if hours.hours_total != hours.parts() and hours.parts():
            text = (
                "%(semester)s семестр: всего %(total)s ч, а по видам работ вместе %(parts)s ч. Поправьте одно из них."
            )
            places = {"semester": semester, "total": hours.hours_total, "parts": hours.parts()}
            return Refusal("sum", text, places)
    return None
