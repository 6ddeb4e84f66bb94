"""A page of practice: opened, written day by day, graded by papers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import worlds
from tests.modules.modules_worlds import ENDS, STARTS, give_page, give_plan, give_result
from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.rules.levels import Level, State
from zhurnal.curriculum.models import PracticePeriod
from zhurnal.curriculum.rules.practice import PracticeKind
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.modules.actions.days import Done, write_day
from zhurnal.modules.actions.pages import Arranged, Opening, arrange_page, open_page
from zhurnal.modules.actions.papers import Graded, grade
from zhurnal.modules.models import PracticeDay, PracticePage, PracticePlace
from zhurnal.modules.queries.practice import load_page
from zhurnal.modules.standing import semester_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_the_deputy_opens_a_page_by_the_calendar_and_a_discipline_is_made_where_nothing_was_taught(world):
    items = give_plan(world)
    group = world.groups["Э-21"]
    period = PracticePeriod.objects.create(
        college=world.college, group=group, kind="educational", starts=STARTS, ends=ENDS
    )
    deputy = world.client("deputy_practice")
    text = deputy.get(f"/modules/{group.pk}/").content.decode()
    assert f"/modules/{group.pk}/open/?period={period.pk}" in text
    form = deputy.get(f"/modules/{group.pk}/open/?period={period.pk}").context["form"]
    assert (form.initial["item"], form.initial["hours_planned"], form.initial["hours_per_day"]) == (
        str(items["УП.01.01"].pk), 72, 6,
    )  # fmt: skip
    fields = {**form.initial, "leader": str(world.people["teacher"].pk)}
    answer = deputy.post(f"/modules/{group.pk}/open/?period={period.pk}", fields)
    page = PracticePage.objects.of(world.id).select_related("discipline").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/practice/{page.pk}/")
    assert (page.discipline.plan_item_id, page.leader_id) == (items["УП.01.01"].pk, world.people["teacher"].pk)
    again = deputy.post(f"/modules/{group.pk}/open/?period={period.pk}", fields)
    assert (again.status_code, "уже есть" in again.content.decode()) == (422, True)
    assert "period=" not in deputy.get(f"/modules/{group.pk}/").content.decode()


def test_a_day_is_written_for_the_whole_group_in_one_saving(world, page):
    teacher, student, adult = world.client("teacher"), world.people["student"], world.people["adult"]
    address = f"/practice/{page.pk}/days/2026-11-24/"
    shown = teacher.get(address).context["day"]
    assert {row.hours for row in shown.rows} == {"6"}
    fields = {"work": "Монтаж щита"} | {f"hours-{row.id.hex}": "6" for row in shown.rows}
    fields |= {f"hours-{adult.pk.hex}": "н", f"work-{student.pk.hex}": "Сборка схемы"}
    assert teacher.post(address, fields).status_code == 302
    rows = {row.student_id: (row.hours, row.work) for row in PracticeDay.objects.of(world.id)}
    assert len(rows) == len(shown.rows)
    assert (rows[student.pk], rows[adult.pk]) == ((6, "Сборка схемы"), (0, ""))
    assert rows[world.people["classmate"].pk] == (6, "Монтаж щита")
    event = Change.objects.of(world.id).get(action="modules.day.write")
    assert event.after[student.pk.hex] == [6, "Сборка схемы"]
    assert list(audit.verify(world.id, [page.pk])) == []
    again = teacher.get(address).context["day"]
    assert again.work == "Монтаж щита"
    assert {row.work for row in again.rows} == {"", "Сборка схемы"}
    line = next(one for one in load_page(world.actor("teacher"), page).lines if one.id == student.pk)
    assert (line.hours.given, line.hours.left) == (6, 66)


def test_a_refused_day_loses_nothing_that_was_typed(world, page):
    teacher, student = world.client("teacher"), world.people["student"]
    fields = {"work": "Монтаж", f"hours-{student.pk.hex}": "9", f"work-{student.pk.hex}": "Пайка"}
    answer = teacher.post(f"/practice/{page.pk}/days/2026-11-24/", fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert all(word in text for word in ('value="9"', 'value="Пайка"', "Монтаж", "Часов в день — от 0 до 6"))
    ahead = teacher.post(f"/practice/{page.pk}/days/2026-11-25/", {"work": "Завтра", f"hours-{student.pk.hex}": "6"})
    assert (ahead.status_code, "ещё не наступил" in ahead.content.decode()) == (422, True)
    assert PracticeDay.objects.of(world.id).count() == 0


def test_no_positive_mark_without_papers_and_the_mark_becomes_a_result(world):
    page = give_page(world, give_plan(world), "ПП.01.01")
    teacher, student = world.client("teacher"), world.people["student"].pk.hex
    classmate = world.people["classmate"].pk.hex
    fields = {f"row-{student}": "1", f"mark-{student}": "4", f"diary-{student}": "on",
              f"row-{classmate}": "1", f"mark-{classmate}": "2"}  # fmt: skip
    answer = teacher.post(f"/practice/{page.pk}/papers/", fields)
    assert (answer.status_code, "Не хватает: аттестационный лист." in answer.content.decode()) == (422, True)
    results = Result.objects.of(world.id).filter(level=Level.PRACTICE)
    assert [(row.student_id, row.value) for row in results] == [(world.people["classmate"].pk, "2")]
    fields |= {f"attestation_sheet-{student}": "on"}
    assert teacher.post(f"/practice/{page.pk}/papers/", fields).status_code == 302
    mine = results.get(student=world.people["student"])
    assert (mine.value, mine.semester, mine.discipline_id) == ("4", 3, page.discipline_id)
    place = PracticePlace.objects.of(world.id).get(student=world.people["student"])
    assert (place.diary, place.attestation_sheet, place.report) == (worlds.TODAY, worlds.TODAY, None)
    own = world.client("student").get(f"/practice/{world.people['student'].pk}/own/").content.decode()
    assert "аттестационный лист" in own
    assert "ПП.01.01" in own


def test_a_mark_from_a_statement_is_not_changed_on_the_page(world, page):
    give_result(world, "student", page.discipline, Level.PRACTICE, "3", source="statement")
    student = world.people["student"].pk.hex
    fields = {f"row-{student}": "1", f"mark-{student}": "2"}
    answer = world.client("teacher").post(f"/practice/{page.pk}/papers/", fields)
    assert (answer.status_code, "по ведомости" in answer.content.decode()) == (422, True)
    assert Result.objects.of(world.id).get().value == "3"


def test_places_are_typed_and_enterprises_remembered(world, page):
    teacher, student = world.client("teacher"), world.people["student"].pk.hex
    fields = {f"enterprise-{student}": "ООО «Сети»", f"mentor-{student}": "Мастер Иванов"}
    bad = teacher.post(
        f"/practice/{page.pk}/places/", fields | {f"since-{student}": "2026-11-20", f"until-{student}": "2026-11-18"}
    )
    assert (bad.status_code, "ООО «Сети»" in bad.content.decode()) == (422, True)
    assert teacher.post(f"/practice/{page.pk}/places/", fields).status_code == 302
    assert PracticePlace.objects.of(world.id).values_list("enterprise__name", flat=True).get() == "ООО «Сети»"
    sheet = teacher.get(f"/practice/{page.pk}/sheets/?student={world.people['student'].pk}").content.decode()
    assert all(word in sheet for word in ("Аттестационный лист", "ООО «Сети»", "Мастер Иванов", "УП.01.01"))


def test_competences_are_listed_and_judged(world, page):
    teacher, student = world.client("teacher"), world.people["student"].pk.hex
    address = f"/practice/{page.pk}/competences/"
    assert teacher.post(address, {"lines": "без кода"}).status_code == 422
    assert teacher.post(address, {"lines": "ПК 1.1 Проводить осмотр\nОК 01. Выбирать способы"}).status_code == 302
    mastery = teacher.get(address).context["mastery"]
    assert [(row.code, row.name) for row in mastery.competences] == [
        ("ПК 1.1", "Проводить осмотр"),
        ("ОК 01", "Выбирать способы"),
    ]
    first = mastery.competences[0].pk.hex
    assert teacher.post(address, {f"verdict-{first}-{student}": "no"}).status_code == 302
    item = page.discipline.plan_item.parent_id
    text = world.client("leader").get(f"/modules/{page.group_id}/exam/{item}/").content.decode()
    assert "Не освоены: ПК 1.1" in text


def test_nothing_is_written_in_a_closed_term(world, page):
    TermClosing.objects.create(
        college=world.college, group=page.group, term=page.term, state=State.CLOSED, changed_at=worlds.RECORDED
    )
    student = world.people["student"]
    with pytest.raises(Refused, match="term_closed"):
        write_day(world.actor("teacher"), page, worlds.TODAY, {student.pk: Done(6)})
    answer = world.client("teacher").get(f"/practice/{page.pk}/")
    assert (answer.status_code, "Семестр этой группы закрыт" in answer.content.decode()) == (200, True)


def test_the_page_costs_the_same_for_one_day_and_many(world, page, django_assert_num_queries):
    actor = world.actor("deputy_practice")
    with django_assert_num_queries(11):
        load_page(actor, page)
    for one in ("student", "classmate", "adult"):
        PracticeDay.objects.bulk_create(
            PracticeDay(
                college=world.college, page=page, student=world.people[one], date=STARTS.replace(day=day), hours=6,
                written_at=worlds.RECORDED,
            )
            for day in range(16, 24)
        )  # fmt: skip
    with django_assert_num_queries(11):
        load_page(actor, page)


def spring(world):
    return Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 12), ends=date(2027, 6, 30)
    )


def test_a_practice_over_the_turn_of_the_terms_stands_in_the_one_in_which_it_ends(world):
    items, second, group = give_plan(world), spring(world), world.groups["Э-21"]
    opening = Opening(
        items["УП.01.01"].pk, PracticeKind.EDUCATIONAL, date(2026, 12, 14), date(2027, 1, 23), 72, 6, world.people["teacher"].pk
    )  # fmt: skip
    page = open_page(world.actor("deputy_practice"), group, opening)
    assert page.term_id == second.pk
    arranged = Arranged(date(2026, 11, 16), date(2026, 11, 28), 72, 6, world.people["teacher"].pk)
    arrange_page(world.actor("deputy_practice"), page, arranged)
    page = PracticePage.objects.of(world.id).select_related("group__year", "discipline", "term").get(pk=page.pk)
    assert page.term_id == world.term.pk
    give_result(world, "student", page.discipline, Level.PRACTICE, "4")
    with pytest.raises(Refused, match="marked"):
        arrange_page(
            world.actor("deputy_practice"), page, replace(arranged, starts=date(2027, 1, 12), ends=date(2027, 1, 23))
        )


def test_days_of_a_closed_term_are_closed_on_a_page_of_the_next(world, page):
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(term=spring(world))
    TermClosing.objects.create(
        college=world.college, group=page.group, term=world.term, state=State.CLOSED, changed_at=worlds.RECORDED
    )
    page = PracticePage.objects.of(world.id).select_related("group").get(pk=page.pk)
    with pytest.raises(Refused, match="term_closed"):
        write_day(world.actor("teacher"), page, worlds.TODAY, {world.people["student"].pk: Done(6)})


def test_papers_are_not_taken_from_under_a_positive_mark(world):
    page = give_page(world, give_plan(world), "ПП.01.01")
    student = world.people["student"].pk
    papers = frozenset({"diary", "attestation_sheet"})
    assert not grade(world.actor("teacher"), page, {student: Graded(papers, "4")}).troubles
    told = grade(world.actor("teacher"), page, {student: Graded(frozenset({"diary"}), "4")})
    assert "аттестационный лист" in told.troubles[student]
    assert PracticePlace.objects.of(world.id).get(student=student).attestation_sheet == worlds.TODAY
    assert not grade(world.actor("teacher"), page, {student: Graded(frozenset(), "")}).troubles


def test_what_was_due_is_missed_from_the_day_after_its_term(world):
    group = world.groups["Э-21"]
    semesters = [
        semester_due(group, day) for day in (worlds.TODAY, world.term.ends, world.term.ends + timedelta(days=1))
    ]
    assert semesters == [3, 3, 4]
    second = spring(world)
    assert semester_due(group, second.ends + timedelta(days=1)) == 5


def test_two_who_write_one_day_overwrite_nobody_unseen(world, page):
    teacher, student = world.client("teacher"), world.people["student"]
    address = f"/practice/{page.pk}/days/2026-11-24/"
    shown = teacher.get(address).context["day"]
    fields = {"work": "Монтаж"} | {f"hours-{row.id.hex}": "6" for row in shown.rows}
    fields |= {f"seen-{row.id.hex}": row.seen for row in shown.rows}
    write_day(world.actor("teacher"), page, worlds.TODAY, {student.pk: Done(0)})  # the other leader, meanwhile
    answer = teacher.post(address, fields)
    text = answer.content.decode()
    assert (answer.status_code, "записывал ещё кто-то" in text, text.count("записано: не был")) == (422, True, 1)
    assert [row.hours for row in PracticeDay.objects.of(world.id)] == [0]
    again = answer.context["day"]
    assert (again.work, {row.hours for row in again.rows}) == ("Монтаж", {"6"})
    fields |= {f"seen-{row.id.hex}": row.seen for row in again.rows}
    assert teacher.post(address, fields).status_code == 302
    assert {row.hours for row in PracticeDay.objects.of(world.id)} == {6}


def test_what_was_typed_wrongly_keeps_what_was_seen(world, page):
    teacher, student = world.client("teacher"), world.people["student"]
    address = f"/practice/{page.pk}/days/2026-11-24/"
    fields = {"work": "", f"hours-{student.pk.hex}": "99", f"seen-{student.pk.hex}": ""}
    write_day(world.actor("teacher"), page, worlds.TODAY, {student.pk: Done(2, "Пайка")})
    row = next(row for row in teacher.post(address, fields).context["day"].rows if row.id == student.pk)
    assert row.seen == ""


def test_a_mark_of_another_is_not_cleared_by_an_older_page(world):
    page = give_page(world, give_plan(world), "ПП.01.01")
    teacher, student = world.client("teacher"), world.people["student"].pk
    address = f"/practice/{page.pk}/papers/"
    lines = teacher.get(address).context["page"].lines
    older = {f"row-{line.id.hex}": "1" for line in lines} | {f"seen-{line.id.hex}": line.seen for line in lines}
    papers = frozenset({"diary", "attestation_sheet"})
    assert not grade(world.actor("teacher"), page, {student: Graded(papers, "4")}).troubles
    answer = teacher.post(address, older)
    assert (answer.status_code, "отметка 4" in answer.content.decode()) == (422, True)
    assert Result.objects.of(world.id).get(student=student).value == "4"
    assert PracticePlace.objects.of(world.id).get(student=student).diary == worlds.TODAY
