"""The package of a year holds every column of what it holds; what stays at home is named here, so that a new column is not forgotten."""

from datetime import date

import pytest

from tests import worlds
from tests.access import filled_rooms
from tests.archive.years import old_year
from zhurnal.archive.kinds import KINDS, PEOPLE
from zhurnal.curriculum.models import HoursCorrection
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.policy import require
from zhurnal.modules.models import PracticeDay
from zhurnal.statements.models import StatementLine

AT_HOME = {
    "Group": {"closed_on", "modules_viewed_until", "outer_key"},
    "Membership": {"recorded_at"},
    "Subgroup": {"outer_key"},
    "Course": {"programme", "viewed_until", "outer_key"},
    "Lesson": {"outer_key", "link"},  # where to meet that day, of no use later
    "Substitution": {"missed", "host", "was_room"},
    "LessonRecord": {"programme_topic", "topic_version", "homework_version", "roll_version"},
    "PersonalHomework": {"version"},
    "Work": {"version"},
    "Excuse": {"note", "set_by"},  # may be about health
    "OpenRequest": {"places", "remark"},
    "Result": {"group", "checkpoint", "personal_until", "published_at"},
    "Statement": {"group", "previous", "opened_by", "opened_at"},
    "StatementLine": {"debt", "version"},
    "PracticePage": {"group", "weekdays", "hours_per_day"},
    "Project": {"group"},
    "Consultation": {"made_at"},
    "Remark": {"year", "kind", "finding"},
    "Round": {
        "term",
        "department",
        "kind",
        "found",
    },  # its conclusions speak of other groups too: the справка is kept by itself
    "Visa": {"round"},
    "CorrectionAct": {"year", "request"},
    "Movement": {"traces", "awaits", "undone_by"},
}


def test_every_column_goes_into_the_package_or_is_named_here():
    columns: dict[type, set[str]] = {}
    for kind in KINDS.values():
        paths = {path.split("__")[0].removesuffix("_id") for path in kind.fields.values()}
        columns.setdefault(kind.model, set()).update(paths)
    missing = {
        model.__name__: {
            field.name for field in model._meta.concrete_fields if not field.primary_key and field.name != "college"
        }
        - known
        for model, known in columns.items()
    }
    assert {name: fields for name, fields in missing.items() if fields} == AT_HOME


def test_who_led_a_day_and_who_was_expelled_are_kept():
    assert KINDS["practice_day"].fields["led_by"] == "led_by_id"
    assert KINDS["statement_line"].fields["expelled"] == "expelled"
    named = {"led_by", "instead_of", "undone_by"}
    assert named <= set(PEOPLE), "whoever is named there is among the people of the package"


@pytest.fixture
def college(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def test_what_is_written_stands_in_the_record(college):
    """The values themselves, read as the package reads them."""
    practice = filled_rooms.modules_of(college)["practice"]["practice"]
    PracticeDay.objects.of(college.id).filter(page=practice.pk).update(led_by=college.people["teacher"].pk)
    filled_rooms.statements_of(college)
    StatementLine.objects.of(college.id).update(expelled="с 01.11.2026, приказ № 9-с")
    filled_rooms.corrections_of(college)

    def read(kind, names):
        rows = KINDS[kind].model.objects.of(college.id).order_by("pk")
        return list(rows.values_list(*(KINDS[kind].fields[name] for name in names)))

    assert (college.people["teacher"].pk,) in read("practice_day", ("led_by",))
    assert set(read("statement_line", ("expelled",))) == {("с 01.11.2026, приказ № 9-с",)}
    assert ("given", date(2026, 11, 2), 2, "12-к") in read("hours_correction", ("kind", "day", "hours", "order_number"))


def test_hours_of_a_closed_year_are_neither_corrected_nor_uncorrected(college):
    old = old_year(college)
    row = HoursCorrection.objects.create(
        college=college.college, course=old.course, kind="plan", day=date(2024, 10, 1), hours=2, order_number="1",
        order_dated=date(2024, 10, 1), ground="слово", made_at=filled_rooms.MOMENT,
    )  # fmt: skip
    for action, thing in (("oversight.correction.record", old.group), ("oversight.correction.undo", row)):
        with pytest.raises(Refused) as refused:
            require(college.actor("deputy"), action, thing)
        assert "2024/25" in str(refused.value.refusal)
