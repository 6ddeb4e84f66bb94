"""An act of a reopened term names what stands in other records: days of practice, causes of absence; also when the year is closed (A3.7)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.assessment.page import set_all, write_marks
from tests.inspection.test_term_acts import COMMISSION, TERM_ENDS, close, members, page, reopen
from tests.journal.written_day import put
from tests.modules.modules_worlds import STARTS, give_page, give_plan
from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.kinds import KINDS
from zhurnal.curriculum.models import Course
from zhurnal.inspection.actions.acts import make_term_act
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.queries.act_paper import act_page
from zhurnal.inspection.queries.acts import acts_page
from zhurnal.journal.models import Excuse
from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.kernel import audit
from zhurnal.modules.actions.days import Done, strike_day, write_day
from zhurnal.oversight.actions.excuses import Answer, Cause, answer_message, set_cause


@pytest.fixture
def world(db, frozen_time):
    """A closed term with a practice of one written day, and a student who was absent once in Электротехника."""
    made = worlds.make_college("vek", "А", students=1)
    practice = give_page(made, give_plan(made))
    made.practice = practice
    made.courses["practice"] = Course.objects.create(
        college=made.college, year=made.year, term=made.term, group=practice.group, discipline=practice.discipline,
        kind="module", hours_planned=72,
    )  # fmt: skip
    audit.open_chain(made.id, made.courses["practice"].pk)
    write_day(made.actor("teacher"), practice, STARTS, {made.people["student"].pk: Done(6, "Монтаж")})
    write_marks(made)
    put(made, "classmate", "now", 0, "н", course="electro")
    set_all(made)
    frozen_time.move_to(TERM_ENDS)
    close(made)
    return made


def corrected(world, frozen_time):
    """Reopened: the day of practice written otherwise, a cause set for the day of the absence and for one without; closed again."""
    step = reopen(world)
    frozen_time.shift(timedelta(hours=1))
    student, classmate = world.people["student"], world.people["classmate"]
    assert write_day(world.actor("teacher"), world.practice, STARTS, {student.pk: Done(4, "Монтаж")}) == 1
    day = worlds.TODAY
    set_cause(world.actor("leader"), classmate, Cause(day, day, ExcuseKind.ILLNESS, "справка № 5"))
    set_cause(world.actor("leader"), student, Cause(day, day, ExcuseKind.VALID))
    frozen_time.shift(timedelta(hours=1))
    close(world)
    return step


def act_of(world, step, name, who="deputy"):
    return make_term_act(world.actor(who), page(world, name), step.pk, members(world, COMMISSION))


def rows(world, act):
    told = act_page(world.actor("deputy"), act).rows
    return [
        (row.place, row.before.replace("\u00a0", " "), row.after.replace("\u00a0", " "), row.reason) for row in told
    ]


def test_each_journal_has_its_practice_and_the_causes_of_its_absences(world, frozen_time):
    step = corrected(world, frozen_time)
    waiting = {one.course: (one.changes, one.replaced) for one in acts_page(world.actor("deputy")).reopened}
    with CaptureQueriesContext(connection) as asked:
        acts_page(world.actor("deputy"))
    assert len(asked.captured_queries) < 25  # whatever the number of journals
    assert waiting == {world.courses["practice"].pk: (1, 1), world.courses["electro"].pk: (1, 1)}
    practice, electro = (act_of(world, step, name) for name in ("practice", "electro"))
    assert rows(world, practice) == [
        (f"день практики {STARTS:%d.%m.%Y}: Калугин-А Степан", "6 ч: Монтаж", "4 ч: Монтаж", "")
    ]
    day = f"{worlds.TODAY:%d.%m.%Y}"
    assert rows(world, electro) == [
        ("причина пропусков: Удальцов-А Семён", "не названа", f"уважительная, {day}–{day}", "")
    ]  # neither the illness nor its paper
    told = act_page(world.actor("deputy"), electro)
    assert (told.told, len(told.digest)) == ((world.people["leader"].short,), 16)
    assert acts_page(world.actor("deputy")).waits == 0
    assert {one.changes for one in acts_page(world.actor("deputy")).acts} == {1}
    kind = KINDS["correction_act"]
    kept = kind.model.objects.of(world.id).filter(pk=practice.pk).values_list("beside", flat=True).get()
    assert [chain for chain, _seq in kept] == [world.practice.pk.hex]
    assert act_of(world, step, "module").code == "nothing"


def test_a_struck_day_of_practice_is_named_with_its_reason(world, frozen_time):
    step = reopen(world)
    frozen_time.shift(timedelta(hours=1))
    strike_day(world.actor("teacher"), world.practice, STARTS, "Записан другой день")
    frozen_time.shift(timedelta(hours=1))
    close(world)
    assert rows(world, act_of(world, step, "practice")) == [
        (f"день практики {STARTS:%d.%m.%Y}: Калугин-А Степан", "6 ч: Монтаж", "не записано", "Записан другой день")
    ]


def test_whoever_wrote_it_does_not_certify_it(world, frozen_time):
    step = corrected(world, frozen_time)
    refused = make_term_act(
        world.actor("deputy"), page(world, "practice"), step.pk, members(world, ("department_head", "teacher"))
    )
    assert refused.code == "about_himself"


def test_an_act_is_made_in_a_closed_year_too(world, frozen_time):
    """It certifies and changes nothing: nobody has to open the year for it, and the page says what to do with a package (A12.7)."""
    step = corrected(world, frozen_time)
    AcademicYear.objects.of(world.id).filter(pk=world.year.pk).update(closed_at=TERM_ENDS)
    deputy, own = world.client("deputy"), f"/acts/term/{world.courses['electro'].pk}/"
    assert len(acts_page(world.actor("deputy")).reopened) == 2
    asked = deputy.get(own, {"reopening": step.pk}).content.decode()
    assert "соберите его снова" in asked
    sent = {"reopening": str(step.pk), "member": [str(pk) for pk in members(world, COMMISSION)]}
    assert deputy.post(own, sent).status_code == 302
    act = CorrectionAct.objects.of(world.id).get()
    assert (act.course_id, act.year_id, act.dated) == (world.courses["electro"].pk, world.year.pk, date(2026, 12, 28))
    assert list(audit.verify(world.id)) == []


def test_an_answer_to_a_family_stands_there_as_the_cause_that_it_accepted(world, frozen_time):
    """A cause that a parent told before and the leader accepts while the term is open; one that is refused changes nothing."""
    day, classmate = worlds.TODAY, world.people["classmate"]
    told = {"college": world.college, "student": classmate, "since": day, "until": day, "kind": ExcuseKind.ILLNESS}
    accepted, refused = (Excuse.objects.create(**told, state="open") for _once in range(2))
    step = reopen(world)
    frozen_time.shift(timedelta(hours=1))
    answer_message(world.actor("leader"), classmate, refused.pk, Answer(accept=False))
    answer_message(world.actor("leader"), classmate, accepted.pk, Answer(accept=True))
    frozen_time.shift(timedelta(hours=1))
    close(world)
    assert rows(world, act_of(world, step, "electro")) == [
        ("причина пропусков: Удальцов-А Семён", "не названа", f"уважительная, {day:%d.%m.%Y}–{day:%d.%m.%Y}", "")
    ]
