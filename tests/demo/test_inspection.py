"""C5.8 and C5.13 in the demonstration college."""

import pytest

from tests.demo.colleges import small_college
from zhurnal.inspection.corrections import by_numbers
from zhurnal.inspection.models import CorrectionAct, Remark, Visa
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
    act = CorrectionAct.objects.of(college.pk).get()
    (change,) = by_numbers(college.pk, act.course_id, act.changes)
    student = change.place.split(":")[1]
    entry = Entry.objects.of(college.pk).get(course=act.course_id, lesson=change.lesson, student=student, slot=1)
    assert (change.before, change.after, entry.value, act.number) == ("3", "4", "4", 1)
    assert list(audit.verify(college.pk, [act.course_id])) == []
