"""C5.8 and C5.13 in the demonstration college."""

from dataclasses import replace

import pytest

from tests.demo.colleges import NOW, TODAY, small_college
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.progress import Progress
from zhurnal.inspection.corrections import by_numbers
from zhurnal.inspection.models import CorrectionAct, Remark, Visa
from zhurnal.inspection.queries.act_paper import act_page
from zhurnal.inspection.queries.acts import acts_page
from zhurnal.inspection.rules.states import State, Totals, totals
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account


@pytest.mark.django_db
def test_a_round_with_fourteen_remarks_and_an_act_about_a_closed_month(frozen_time):
    college = small_college()
    deputy = actor_of(Account.objects.of(college.pk).get(login="terekhova"))
    rows = Remark.objects.of(college.pk).filter(round__title="Ноябрьская проверка").values_list("state", "due")
    assert totals(((State(state), due) for state, due in rows), deputy.today) == Totals(
        all=14, closed=9, done=2, waiting=0, overdue=3
    )
    assert Visa.objects.of(college.pk).exists()
    act = CorrectionAct.objects.of(college.pk).get(reopening=None)
    (change,) = by_numbers(college.pk, act.course_id, act.changes)
    place = {"lesson": change.lesson, "student": change.student, "slot": 1}
    entry = Entry.objects.of(college.pk).get(course=act.course_id, **place)
    assert (change.before, change.after, entry.value, act.number) == ("3", "4", "4", 1)
    assert list(audit.verify(college.pk, [act.course_id])) == []


@pytest.mark.django_db
def test_a_term_of_a_closed_year_was_opened_again_for_one_mark(frozen_time):
    third = tuple(replace(group, size=8) for group in specs.VEK_GROUPS if group.name == "Э-31")
    college = load(build_college(replace(specs.VEK, groups=third, parents=8), TODAY, NOW), Progress(0))
    act = CorrectionAct.objects.of(college.pk).get(request=None)
    deputy = actor_of(Account.objects.of(college.pk).get(login="terekhova"))
    (row,) = act_page(deputy, act).rows
    assert (row.place.partition(":")[0], row.before, row.after) == ("семестровая отметка", "3", "4")
    assert ("приказ № 61-у" in act_page(deputy, act).ground, acts_page(deputy).reopened) == (True, ())
    assert list(audit.verify(college.pk, [act.course_id])) == []
