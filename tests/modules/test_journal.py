"""The second journal as its readers see it, and projects with their consultations."""

from datetime import date

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_page, give_plan
from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.models import PlanLoad
from zhurnal.kernel.errors import Refused
from zhurnal.modules.actions.projects import consult
from zhurnal.modules.models import Consultation, Project
from zhurnal.modules.queries.journal import load_journal
from zhurnal.modules.standing import plan_parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_the_tree_holds_the_pages_of_each_part(world, django_assert_max_num_queries):
    page = give_page(world, give_plan(world))
    with django_assert_max_num_queries(16):
        found = load_journal(world.actor("other_teacher"), world.groups["Э-21"])
    [module] = found.modules
    assert [(part.index, len(part.courses), len(part.pages)) for part in module.parts] == [
        ("МДК.01.01", 1, 0), ("УП.01.01", 0, 1), ("ПП.01.01", 0, 0),
    ]  # fmt: skip
    assert (module.parts[0].courses[0].opens, module.parts[1].pages[0].opens, found.admits) == (True, False, False)
    led = load_journal(world.actor("teacher"), world.groups["Э-21"])
    assert (led.modules[0].parts[1].pages[0].id, led.modules[0].parts[1].pages[0].opens) == (page.pk, True)


def test_a_group_without_a_plan_still_has_its_journal(world):
    found = load_journal(world.actor("leader"), world.groups["Э-21"])
    assert [(block.id, block.index, [part.index for part in block.parts]) for block in found.modules] == [
        (None, "ПМ.01", ["МДК.01.01"])
    ]


def test_consultations_are_written_student_by_student_and_struck_out_with_a_reason(world):
    teacher, student = world.client("other_teacher"), world.people["student"]
    course = world.courses["module"]
    topics = {f"topic-{student.pk.hex}": "Расчёт подстанции"}
    assert teacher.post(f"/projects/course/{course.pk}/", topics).status_code == 302
    project = Project.objects.of(world.id).get()
    assert (project.student_id, project.supervisor_id) == (student.pk, world.people["other_teacher"].pk)
    address = f"/projects/{project.pk}/"
    ahead = teacher.post(address, {"date": "2026-12-01", "hours": "1", "work": "Разбор схемы"})
    assert (ahead.status_code, "Разбор схемы" in ahead.content.decode()) == (422, True)
    assert teacher.post(address, {"date": "2026-11-24", "hours": "2", "work": "Разбор схемы"}).status_code == 302
    row = Consultation.objects.of(world.id).get()
    assert teacher.post(f"{address}strike/", {"consultation": str(row.pk), "reason": " "}).status_code == 403
    assert "Разбор схемы" in world.client("parent").get(f"/practice/{student.pk}/own/").content.decode()
    assert teacher.post(f"{address}strike/", {"consultation": str(row.pk), "reason": "не тот день"}).status_code == 302
    text = teacher.get(address).content.decode()
    assert "Запись ошибочна: не тот день" in text
    assert "Разбор схемы" not in world.client("student").get(f"/practice/{student.pk}/own/").content.decode()


def test_diploma_topics_are_given_with_supervisors(world):
    deputy, group = world.client("deputy_practice"), world.groups["Э-21"]
    student, teacher = world.people["adult"], world.people["teacher"]
    fields = {f"topic-{student.pk.hex}": "Реконструкция ТП", f"supervisor-{student.pk.hex}": str(teacher.pk)}
    assert deputy.post(f"/modules/{group.pk}/diploma/", fields).status_code == 302
    project = Project.objects.of(world.id).get()
    assert (project.kind, project.topic, project.supervisor_id) == ("diploma", "Реконструкция ТП", teacher.pk)
    assert deputy.post(f"/modules/{group.pk}/diploma/", fields).status_code == 302
    assert Project.objects.of(world.id).count() == 1
    assert "Реконструкция ТП" in world.client("teacher").get("/projects/").content.decode()


def test_hours_of_a_course_project_are_owed_as_a_project_beside_the_exam(world):
    """A plan names one form in a semester; the project of the same row is demanded too (A4.2, A4.10)."""
    items = give_plan(world)
    loads = PlanLoad.objects.of(world.id).filter(item=items["МДК.01.01"])
    loads.update(course_project=20)
    (module,) = plan_parts(world.groups["Э-21"]).modules
    assert [[due.form for due in part.due] for part in module.parts[:1]] == [[loads.get().attestation, "КП"]]
    loads.update(attestation="КР")
    (module,) = plan_parts(world.groups["Э-21"]).modules
    assert [due.form for due in module.parts[0].due] == ["КР"]


def test_work_at_a_diploma_goes_on_when_the_term_of_its_topic_is_closed(world, frozen_time):
    student, teacher = world.people["adult"], world.people["teacher"]
    project = Project.objects.create(
        college=world.college, kind="diploma", group=world.groups["Э-21"], student=student, term=world.term, topic="Реконструкция ТП",
        supervisor=teacher,
    )  # fmt: skip
    starts, ends = date(2027, 1, 12), date(2027, 6, 30)
    Term.objects.create(college=world.college, year=world.year, number=2, starts=starts, ends=ends)
    TermClosing.objects.create(
        college=world.college,
        group=world.groups["Э-21"],
        term=world.term,
        state=State.CLOSED,
        changed_at=worlds.RECORDED,
    )
    frozen_time.move_to("2027-03-02T10:00:00+03:00")
    actor = world.actor("teacher")
    assert consult(actor, project, date(2027, 3, 1), 2, "Схема").hours == 2
    for day, code in (
        (date(2026, 12, 1), "term_closed"),
        (date(2026, 8, 31), "too_early"),
        (date(1926, 3, 1), "too_early"),
    ):
        with pytest.raises(Refused, match=code):
            consult(actor, project, day, 2, "Схема")
