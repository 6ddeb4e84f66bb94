"""Files that people write themselves: what is new, what differs, who might be who, what cannot be taken."""

import datetime as dt

import pytest

from tests.exchange.college import changes_of
from tests.exchange.lists.conftest import seen, told
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Group,
    GroupLeader,
    Membership,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.queries.lists import years_to_fill
from zhurnal.exchange.rules.changes import What
from zhurnal.kernel.models import Change as Event
from zhurnal.movement.models import Movement, Order
from zhurnal.people.models import Guardianship, Person, RoleGrant
from zhurnal.timetable.models import Room

TODAY = dt.date(2026, 11, 24)


def test_a_cell_that_was_changed_is_shown_before_and_after_and_can_be_undone(office):
    text = office.out("rooms").decode("utf-8-sig").replace("304", "0304")
    run = office.prepare("rooms", text)
    change = next(change for change in changes_of(run) if change.what is What.CHANGE)
    assert (change.before["name"][:3], change.after["name"][:4]) == ("304", "0304")
    run = office.load("rooms", text)
    assert Room.objects.of(office.world.id).filter(name__startswith="0304").exists()
    office.undo(run)
    assert seen(office.prepare("rooms", office.out("rooms"))) == ([], [])
    assert not Room.objects.of(office.world.id).filter(name__startswith="0304").exists()


def test_new_rooms_without_codes(office):
    run = office.load("rooms", "Аудитория;Здание\n012;Корпус 2\nМастерская «Токарь»;\n")
    rooms = Room.objects.of(office.world.id).filter(pk__in=[change.pk for change in changes_of(run)])
    assert sorted(rooms.values_list("name", "building")) == [("012", "Корпус 2"), ("Мастерская «Токарь»", "")]
    assert seen(office.prepare("rooms", "Аудитория;Здание\n012;Корпус 2\n")) == ([], [])


def test_every_bad_row_has_its_sentence_with_line_and_column(office):
    text = (
        "Группа;Отделение;Курс;Этаж\n"
        ";Энергетическое;1;5\nНовая-1;;1;5\nНовая-2;Энергетическое;много;5\n" + "Г" * 41 + ";Энергетическое;1;5\n"
        "Новая-3;Энергетическое;1;5\nНОВАЯ-3;Энергетическое;1;5\n"
    )
    run = office.prepare("groups", text)
    assert told(run) == [
        ("refuse", 2, "Столбец «Группа» пуст, а без него строку не загрузить."),
        ("refuse", 3, "Столбец «Отделение» пуст, а без него строку не загрузить."),
        ("refuse", 4, "«Курс»: здесь нужно целое число, а стоит «много»."),
        ("refuse", 5, "«Группа»: знаков 41, а помещается 40. Сократите."),
        ("refuse", 7, "Эта же запись уже была в строке 6: читается первая."),
    ]
    assert seen(run)[1] == ["Такого столбца в этом списке нет: он не читается."]


def test_a_code_of_the_other_college_or_of_nobody_is_refused(office):
    foreign = Room.objects.of_all("test").exclude(college=office.world.id).first()
    run = office.prepare("rooms", f"Код;Кабинет\n{foreign.pk};Чужой\nabc;Другой\n")
    note = "Такого кода в этом списке нет. Если запись новая, оставьте столбец «Код» пустым."
    assert told(run) == [("refuse", 2, note), ("refuse", 3, note)]


def test_another_list_is_recognised(office):
    reason = seen(office.prepare("students", office.out("rooms")))[1][-1]
    assert reason == (
        "Нет столбцов «Фамилия», «Имя», «Группа»: это не список «Студенты». "
        "Похоже, это «Кабинеты»: выберите его и загрузите файл снова."
    )


def test_new_students_come_with_group_role_and_diary(office):
    text = "Фамилия,Имя,Отчество,Дата рождения,Пол,Группа,Зачислен\nНовиков,Лев,Ильич,05.03.2010,м,Э-21,01.10.2026\n"
    office.load("students", text)
    person = Person.objects.of(office.world.id).get(surname="Новиков")
    place = Membership.objects.of(office.world.id).get(student=person)
    assert (place.group_id, place.entered, person.sex) == (office.world.groups["Э-21"].pk, dt.date(2026, 10, 1), "m")
    assert RoleGrant.objects.of(office.world.id).get(person=person).role == "student"
    assert seen(office.prepare("students", text)) == ([], [])


def test_the_order_of_admission_comes_with_the_list_or_later_and_one_of_the_movement_stays(office):
    rows = Membership.objects.of(office.world.id)
    head = "Фамилия;Имя;Дата рождения;Группа;Зачислен;Приказ о зачислении\n"
    office.load("students", f"{head}Новиков;Лев;05.03.2010;Э-21;01.10.2026;№ 24-с от 20.08.2026\n")
    assert rows.get(student__surname="Новиков").order_in == "№ 24-с от 20.08.2026"

    student = office.world.people["student"]
    place = rows.get(student=student, left=None)
    rows.filter(pk=place.pk).update(order_in="")
    line = f"Код;{head.partition(';Дата')[0]};Группа;Приказ\n{student.pk};{student.surname};{student.given};Э-21;"
    later = office.load("students", f"{line}№ 25-с от 21.08.2026\n")
    assert rows.get(pk=place.pk).order_in == "№ 25-с от 21.08.2026"
    assert "№ 25-с от 21.08.2026" in office.out("students").decode("utf-8-sig")
    office.undo(later)
    assert rows.get(pk=place.pk).order_in == ""

    order = Order.objects.create(
        college=office.world.college, number="1", dated=TODAY, kind="admission", made_at=place.recorded_at
    )
    Movement.objects.create(
        college=office.world.college, order=order, student=student, effective=place.entered, group_to_id=place.group_id
    )
    run = office.load("students", f"{line}№ 26-с\n")
    assert "записан в разделе «Движение»" in told(run)[0][2]
    assert rows.get(pk=place.pk).order_in == ""


@pytest.mark.parametrize("title", ["ФИО", "Ф. И. О.", "Фамилия Имя Отчество", "ФИО студента"])
def test_the_whole_name_may_stand_in_one_column(office, title):
    """As most lists of colleges have it."""
    office.load("students", f"№;{title};Группа\n1;Мамедов  Рауф Эльдар оглы;Э-21\n2;Ли Вера;Э-21\n3;Ким;Э-21\n")
    made = Person.objects.of(office.world.id).filter(surname__in=("Мамедов", "Ли", "Ким"))
    assert set(made.values_list("surname", "given", "patronymic")) == {
        ("Мамедов", "Рауф", "Эльдар оглы"), ("Ли", "Вера", ""),
    }  # fmt: skip
    refused = [line for _fate, line, _note in told(office.prepare("students", f"{title};Группа\nКим;Э-21\n"))]
    assert refused == [2], "a surname alone is told, not taken"


def test_a_column_of_whole_names_beside_their_parts_is_not_read(office):
    run = office.prepare("staff", "ФИО;Фамилия;Имя\nНе то;Орлова;Зоя\n")
    [change] = [change for change in changes_of(run) if change.entity == "person"]
    assert change.title.startswith("Орлова Зоя")
    assert [problem.code for problem in unpack_plan(run.plan)[1]] == ["unknown_column"]


def test_namesakes_are_asked_about_and_not_guessed(office):
    known = office.world.people["student"]
    text = f"Фамилия;Имя;Отчество;Группа\n{known.surname};{known.given};{known.patronymic};ТЭ-11\n"
    run = office.prepare("students", text)
    asked = next(change for change in changes_of(run) if change.asks)
    assert (asked.asks, asked.note) == (
        ("same", "new"), f"В журнале уже есть {known} (05.03.2010, Э-21). Это один человек?",
    )  # fmt: skip
    before = Person.objects.of(office.world.id).count()
    office.load("students", text)
    assert Person.objects.of(office.world.id).count() == before
    office.load("students", text, {f"person:{asked.key}": "new"})
    assert Person.objects.of(office.world.id).count() == before + 1


def test_an_empty_cell_takes_away_only_where_the_row_has_its_code(office):
    room = Room.objects.create(college=office.world.college, name="К-5", building="Корпус 1")
    assert not changes_of(office.prepare("rooms", "Кабинет;Корпус\nК-5;Корпус 1\n"))
    office.load("rooms", f"Код;Кабинет;Корпус\n{room.pk};К-5;\n")
    assert Room.objects.of(office.world.id).get(pk=room.pk).building == ""


def test_namesakes_within_a_file_are_asked_about(office):
    run = office.prepare("students", "Фамилия;Имя;Группа\nДвойников;Пётр;Э-21\nДвойников;Петр;Э-21\n")
    assert told(run) == [("ask", 3, "Двойников Петр уже есть в строке 2. Это один человек?")]


def test_a_transfer_is_an_order_and_a_role_is_not_given_by_a_file(office):
    text = office.out("students").decode("utf-8-sig").replace("Э-21", "ТЭ-11")
    assert all(
        "Перевод и даты пишутся приказом" in note for fate, _line, note in told(office.prepare("students", text))
    )
    staff = office.out("staff").decode("utf-8-sig").replace("преподаватель", "директор")
    run = office.prepare("staff", staff)
    assert {change.what for change in changes_of(run)} == {What.ASK}
    run = office.prepare("staff", "Фамилия;Имя;Роль\nХитров;Антон;директор\n")
    assert [change.after["role"] for change in changes_of(run, What.CREATE) if change.entity == "role"] == ["teacher"]


def test_parents_with_relations(office):
    student = office.world.people["classmate"]
    text = f"Фамилия;Имя;Отчество;Студент;Группа;Основание\nУдальцова;Инна;Львовна;{student};Э-21;мать\n"
    run = office.load("parents", text)
    right = Guardianship.objects.of(office.world.id).get(parent__surname="Удальцова")
    assert (right.student_id, right.basis, right.since) == (student.pk, "мать", TODAY)
    assert seen(office.prepare("parents", text)) == ([], [])
    office.undo(run)
    assert not Person.objects.of(office.world.id).filter(surname="Удальцова").exists()


def test_a_new_group_and_a_new_leader(office):
    leader = office.world.people["teacher"]
    office.load("groups", f"Группа;Отделение;Курс;Куратор\nЭ-31;Новое отделение;3;{leader}\n")
    group = Group.objects.of(office.world.id).select_related("department").get(name="Э-31")
    assert (group.course_year, group.department.name) == (3, "Новое отделение")
    assert GroupLeader.objects.of(office.world.id).get(group=group).person_id == leader.pk
    old = office.world.people["leader"]
    office.load("groups", office.out("groups").decode("utf-8-sig").replace(str(old), str(leader)))
    rows = GroupLeader.objects.of(office.world.id).filter(group=office.world.groups["Э-21"]).order_by("since")
    assert list(rows.values_list("person_id", "since", "until")) == [
        (old.pk, dt.date(2026, 9, 1), dt.date(2026, 11, 23)), (leader.pk, TODAY, None),
    ]  # fmt: skip


def test_of_two_leaders_named_on_one_day_the_last_one_leads_and_a_coming_one_stays(office):
    world, group = office.world, office.world.groups["Э-21"]
    old, first, second = (world.people[name] for name in ("leader", "teacher", "substitute"))
    ahead = GroupLeader.objects.create(
        college=world.college, group=group, person=world.people["other_teacher"], since=TODAY + dt.timedelta(days=7)
    )
    rows = GroupLeader.objects.of(world.id).filter(group=group).exclude(pk=ahead.pk).order_by("since")
    office.load("groups", office.out("groups").decode("utf-8-sig").replace(str(old), str(first)))
    then = office.load("groups", office.out("groups").decode("utf-8-sig").replace(str(first), str(second)))
    ended = (old.pk, dt.date(2026, 9, 1), dt.date(2026, 11, 23))
    assert list(rows.values_list("person_id", "since", "until")) == [ended, (second.pk, TODAY, None)]
    assert GroupLeader.objects.of(world.id).get(pk=ahead.pk).until is None
    office.undo(then)
    assert list(rows.values_list("person_id", "since", "until")) == [ended, (first.pk, TODAY, None)]


def test_staff_is_known_by_initials_where_they_tell_one_person(office):
    world, leader = office.world, office.world.people["teacher"]
    short = f"{leader.surname} {leader.given[0]}.{leader.patronymic[0]}."
    office.load("groups", f"Группа;Отделение;Курс;Куратор\nЭ-32;Новое отделение;3;{short}\n")
    group = Group.objects.of(world.id).get(name="Э-32")
    assert GroupLeader.objects.of(world.id).get(group=group).person_id == leader.pk
    assert seen(office.prepare("groups", f"Группа;Отделение;Курс;Куратор\nЭ-32;Новое отделение;3;{short}\n")) == (
        [],
        [],
    )
    twin = Person.objects.create(
        college=world.college,
        surname=leader.surname,
        given=f"{leader.given[0]}ван",
        patronymic=f"{leader.patronymic[0]}ович",
    )
    RoleGrant.objects.create(college=world.college, person=twin, role="teacher", since=TODAY)
    run = office.prepare("groups", f"Группа;Отделение;Курс;Куратор\nЭ-33;Новое отделение;3;{short}\n")
    [(_fate, line, note)] = told(run)
    assert (line, "несколько" in note) == (2, True)


def test_the_load_changes_hours_and_teachers_and_makes_journals(office):
    world = office.world
    old, new = world.people["teacher"], world.people["substitute"]
    text = office.out("load").decode("utf-8-sig").replace(str(old), str(new))
    office.load("load", text)
    rows = CourseTeacher.objects.of(world.id).filter(course=world.courses["electro"], until=None)
    assert [row.teacher_id for row in rows] == [new.pk]
    name = world.courses["electro"].discipline.name
    office.load("load", f"Группа;Предмет;Преподаватель;Часов\nТЭ-11;{name};{old};72\n")
    made = Course.objects.of(world.id).get(group=world.groups["ТЭ-11"], discipline=world.courses["electro"].discipline)
    assert made.hours_planned == 72
    refused = told(office.prepare("load", "Группа;Предмет;Преподаватель\nТЭ-11;Алхимия;\nНет-1;Физика;\n"))
    assert [note.split(".")[0] for _fate, _line, note in refused] == [
        "Дисциплин «Алхимия» нет", "Группы «Нет-1» в этом году нет",
    ]  # fmt: skip


def test_a_group_typed_with_a_letter_for_its_digit_is_mended_by_one_answer(office):
    """«Э-2l»: the nearest names are offered; without an answer the row waits, with one it is loaded (3.1)."""
    text = "Фамилия;Имя;Группа;Зачислен\nСавченко;Никита;Э-2l;01.09.2026\n"
    run = office.prepare("students", text)
    [row] = changes_of(run)
    assert (row.what, row.line, row.asks[0]) == (What.ASK, 2, "Э-21|Исправить на Э-21")
    assert row.note == "Группы «Э-2l» в этом году нет. Похожие названия ниже."
    office.load("students", text)
    rows = Membership.objects.of(office.world.id).filter(student__surname="Савченко")
    assert not rows.exists()
    office.load("students", text, {f"{row.entity}:{row.key}": "Э-21"})
    assert [one.group.name for one in rows.select_related("group")] == ["Э-21"]
    assert changes_of(office.prepare("students", text.replace("Э-2l", "Э-21"))) == []


def test_a_day_that_its_month_does_not_have_is_told_so(office):
    """Not «unreadable»: the person sees what is wrong with the date."""
    run = office.prepare("students", "Фамилия;Имя;Группа;Дата рождения\nСавченко;Никита;Э-21;31.02.2010\n")
    [(_fate, line, note)] = told(run)
    assert (line, note.replace("\u00a0", " ")) == (2, "«Дата рождения»: даты «31.02.2010» нет, в феврале 28 дней.")


def test_students_enter_subgroups(office):
    student = office.world.people["adult"]
    office.load("subgroups", f"Группа;Подгруппа;Студент\nЭ-21;Лабораторная 3;{student}\n")
    row = SubgroupMembership.objects.of(office.world.id).select_related("subgroup").get(subgroup__name="Лабораторная 3")
    assert (row.student_id, row.subgroup.number, row.since) == (student.pk, 3, dt.date(2026, 9, 1))


@pytest.mark.parametrize(
    ("who", "name", "sees", "not_sees"),
    [
        ("department_head", "students", "Калугин-А", "Калугина-А"),
        ("dispatcher", "staff", "Кравцова-А", "Калугин-А"),
        ("leader", "groups", "Э-21", "ТЭ-11"),
        ("other_leader", "parents", "", "Удальц"),
        ("administrator", "students", "Калугин-А", "-Б"),
        ("administrator", "load", "Э-21", "-Б"),
    ],
)
def test_a_list_holds_only_what_its_reader_may_see(office, who, name, sees, not_sees):
    text = office.out(name, who=who).decode("utf-8-sig").split("\n", 1)[1]
    names = {cell for line in text.splitlines() for cell in line.split(";")}
    assert sees == "" or sees in names
    assert not_sees not in names
    assert "-Б" not in text


def test_a_file_is_taken_out_by_post_and_written_down(office):
    client = office.world.client("ivc_head")
    answer = client.post("/lists/file/", {"list": "rooms", "format": "csv"})
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert (answer.status_code, body.splitlines()[0].split(";")) == (200, ["Код", "Кабинет", "Корпус", "Закрыт с"])
    event = Event.objects.of(office.world.id).get(action="exchange.list.export")
    assert (event.target, event.actor_id) == ("list:rooms", office.world.people["ivc_head"].pk)
    assert office.world.client("dispatcher").post("/lists/file/", {"list": "students"}).status_code == 404
    assert client.post("/lists/file/", {"list": "passwords"}).status_code == 404


def test_a_list_goes_into_the_year_that_is_being_opened_when_it_says_so(office):
    own = office.world.college
    year = AcademicYear.objects.create(
        college=own, name="2027/28", starts=dt.date(2027, 9, 1), ends=dt.date(2028, 6, 28)
    )
    Term.objects.create(college=own, year=year, number=1, starts=dt.date(2027, 9, 1), ends=dt.date(2027, 12, 28))
    assert years_to_fill(office.world.actor("ivc_head")) == [
        ("2027-09-01", "2027/28, с 01.09.2027"),
        ("", "2026/27, идёт"),
    ]
    text = "Группа;Отделение;Курс\nЭ-51;Энергетическое;1\n"
    office.load("groups", text)
    office.load("groups", text.replace("51", "52"), since=dt.date(2027, 9, 1))
    office.load("students", "Фамилия;Имя;Группа\nНовиков;Пётр;Э-52\n", since=dt.date(2027, 9, 1))
    found = Group.objects.of(own.pk).filter(name__startswith="Э-5").values_list("name", "year__name")
    assert sorted(found) == [("Э-51", "2026/27"), ("Э-52", "2027/28")]
    assert Membership.objects.of(own.pk).get(group__name="Э-52").entered == dt.date(2027, 9, 1)


def test_two_parents_of_one_name_are_asked_about_one_by_one(office):
    world, names = office.world, {"Фамилия": "Удальцова", "Имя": "Инна"}
    head = "Фамилия;Имя;Студент;Группа\n"
    own = [Person.objects.create(college=world.college, surname=names["Фамилия"], given=names["Имя"]) for _ in range(2)]
    for parent, child in zip(own, ("classmate", "adult"), strict=True):
        given = {"parent": parent, "student": world.people[child], "since": TODAY, "basis": "мать"}
        Guardianship.objects.create(college=world.college, **given)
    text = f"{head}Удальцова;Инна;{world.people['student']};Э-21\n"
    asks = changes_of(office.prepare("parents", text), What.ASK)
    assert len(asks) == 2
    choices = {f"person:{ask.key}": "same" if own[1].pk.hex in ask.key else "new" for ask in asks}
    office.load("parents", text, choices)
    rows = Guardianship.objects.of(world.id).filter(student=world.people["student"], parent__surname="Удальцова")
    assert [row.parent_id for row in rows] == [own[1].pk]


def test_who_is_on_leave_returns_by_an_order_only(office):
    student = office.world.people["left"]
    before = list(Membership.objects.of(office.world.id).filter(student=student).values_list("pk", "left"))
    text = f"Фамилия;Имя;Отчество;Дата рождения;Группа\n{student.surname};{student.given};{student.patronymic};{student.birth_date:%d.%m.%Y};Э-21\n"
    run = office.load("students", text)
    assert [
        note.endswith("Возвращение в группу пишется приказом: раздел «Движение».") for *_row, note in told(run)
    ] == [True]
    assert list(Membership.objects.of(office.world.id).filter(student=student).values_list("pk", "left")) == before


def test_parents_beside_a_column_of_their_children(office):
    """«ФИО студента» is the child here, whether the parent's name stands in parts or whole."""
    world, child = office.world, office.world.people["classmate"]
    office.load("parents", f"Фамилия;Имя;Отчество;ФИО студента\nУдальцова;Инна;Львовна;{child}\n")
    office.load("parents", f"ФИО родителя;ФИО студента\nУдальцов Пётр Львович;{child}\n")
    rights = Guardianship.objects.of(world.id).filter(parent__surname__startswith="Удальцов", student=child.pk)
    assert {(right.parent.given, right.parent.patronymic) for right in rights.select_related("parent")} >= {
        ("Инна", "Львовна"), ("Пётр", "Львович"),
    }  # fmt: skip


@pytest.mark.parametrize("titles", ["ФИО родителя;ФИО студента", "ФИО преподавателя;ФИО обучающегося"])
def test_whole_names_of_others_are_not_taken_for_the_students(office, titles):
    run = office.load("students", f"№;{titles};Группа\n1;Новикова Инна Львовна;Новиков Лев Ильич;Э-21\n")
    people = Person.objects.of(office.world.id).filter(surname__startswith="Новиков")
    assert list(people.values_list("surname", "given")) == [("Новиков", "Лев")]
    [unread] = unpack_plan(run.plan)[1]
    assert (unread.code, unread.column.casefold()) == ("unknown_column", titles.split(";")[0].casefold())


def test_a_row_is_kept_or_changed_and_not_both(office):
    course, teacher = office.world.courses["history"], office.world.people["other_teacher"]
    twice = f"{teacher}; {teacher}"  # the same people in other words
    text = f'Группа;Дисциплина;Преподаватели;Часы\nТЭ-11;{course.discipline.name};"{twice}";{{}}\n'
    changed = office.prepare("load", text.format(course.hours_planned + 2))
    assert (changed.counts.get("kept", 0), len(changes_of(changed))) == (0, 1)
    page = office.world.client("ivc_head").get(f"/imports/{changed.pk}/").content.decode()
    assert "остальное запишется" not in page
    refused = office.prepare("load", text.format("много"))
    page = office.world.client("ivc_head").get(f"/imports/{refused.pk}/").content.decode()
    assert ("остальное запишется" in page, "записывать нечего" in page) == (False, True)


def test_initials_of_who_leads_already_are_no_difference(office):
    world, leader = office.world, office.world.people["leader"]
    short = f"{leader.surname} {leader.given[0]}. {leader.patronymic[0]}."
    assert seen(office.prepare("groups", office.out("groups").decode("utf-8-sig").replace(str(leader), short))) == (
        [],
        [],
    )
    run = office.prepare("groups", f"Группа;Отделение;Куратор\nЭ-21;{_department(world, 'Э-21')};{short.upper()}\n")
    assert (seen(run), run.counts["kept"]) == (([], []), 1)
    teacher = world.people["teacher"]
    text = office.out("load").decode("utf-8-sig")
    assert str(teacher) in text
    assert seen(
        office.prepare(
            "load", text.replace(str(teacher), f"{teacher.surname} {teacher.given[0]}.{teacher.patronymic[0]}.")
        )
    ) == ([], [])


def _department(world, group):
    return Group.objects.of(world.id).select_related("department").get(name=group).department.name


def test_a_row_of_which_somebody_is_unknown_is_left_out_whole(office):
    """What it says besides is not written in silence under a refusal."""
    world, teacher = office.world, office.world.people["teacher"]
    new = office.prepare("groups", f'Группа;Отделение;Курс;Куратор\nЭ-34;Небывалое;3;"{teacher}; Нетов Ян Янович"\n')
    [(fate, line, note)] = told(new)
    assert (fate, line, "полностью или с инициалами" in note) == ("refuse", 2, True)
    assert {change.what for change in changes_of(new)} == {What.REFUSE}
    old = office.prepare(
        "groups", f"Группа;Отделение;Курс;Куратор\nЭ-21;{_department(world, 'Э-21')};4;Нетов Ян Янович\n"
    )
    assert [change.what for change in changes_of(old)] == [What.REFUSE]
    name = world.courses["electro"].discipline.name
    two = f'"{world.people["substitute"]}; Нетов Ян Янович"'
    load = office.prepare("load", f"Группа;Предмет;Преподаватель;Часов\nЭ-21;{name};{two};99\n")
    assert [change.what for change in changes_of(load)] == [What.REFUSE]
    next_row = f"Э-35;Небывалое;3;{teacher}\n"
    both = office.load("groups", f"Группа;Отделение;Курс;Куратор\nЭ-34;Небывалое;3;Нетов Ян Янович\n{next_row}")
    assert [(change.what, change.line) for change in changes_of(both) if change.what is What.REFUSE] == [
        (What.REFUSE, 2)
    ]
    assert _department(world, "Э-35") == "Небывалое", "what two rows name is made by the one that is taken"


def test_a_row_that_was_refused_does_not_stand_in_the_way_of_the_same_one_written_right(office):
    text = "Группа;Отделение;Курс\nЭ-36;Энергетическое;много\nЭ-36;Энергетическое;3\nЭ-36;Энергетическое;3\n"
    run = office.load("groups", text)
    assert [(fate, line) for fate, line, _note in told(run)] == [("refuse", 2), ("refuse", 4)]
    assert Group.objects.of(office.world.id).filter(name="Э-36", course_year=3).count() == 1


def test_who_leads_already_stays_however_his_name_is_written(office):
    """Among others, in capitals; of namesakes the birthday tells which."""
    world, leader, teacher = office.world, office.world.people["leader"], office.world.people["teacher"]
    Person.objects.of(world.id).filter(pk=leader.pk).update(birth_date=dt.date(1980, 3, 5))
    same = Person.objects.create(
        college=world.college, surname=leader.surname, given=leader.given, patronymic=leader.patronymic
    )
    RoleGrant.objects.create(college=world.college, person=same, role="teacher", since=TODAY)
    head = f"Группа;Отделение;Руководитель\nЭ-21;{_department(world, 'Э-21')};"
    born = office.prepare("groups", f"{head}{leader} (05.03.1980)\n")
    assert (seen(born), born.counts["kept"]) == (([], []), 1)
    run = office.prepare("groups", f'{head}"{str(leader).upper()}; {teacher}"\n')
    assert [(change.entity, change.what, change.after.get("person_id")) for change in changes_of(run)] == [
        ("leader", What.CREATE, teacher.pk.hex)
    ]
    name, led = world.courses["electro"].discipline.name, f'"{str(teacher).lower()}; {world.people["substitute"]}"'
    load = office.prepare("load", f"Группа;Предмет;Преподаватель\nЭ-21;{name};{led}\n")
    assert [(change.entity, change.what) for change in changes_of(load)] == [("courseteacher", What.CREATE)]


def test_new_subgroups_of_a_group_are_numbered(office):
    """The opening of the next year tells them by the number."""
    world = office.world
    names = [f"{world.people[who]}" for who in ("student", "classmate")]
    group = world.groups["Э-21"]
    before = set(Subgroup.objects.of(world.id).filter(group=group).values_list("number", flat=True))
    rows = [f"Э-21;{part};{name}" for name, part in zip((*names, names[0]), ("Юг", "Север", "Восток"), strict=True)]
    office.load("subgroups", "Группа;Подгруппа;Студент\n" + "\n".join(rows) + "\n")
    made = Subgroup.objects.of(world.id).filter(group=group, name__in=("Юг", "Север", "Восток"))
    numbers = set(made.values_list("number", flat=True))
    assert (len(numbers), numbers & before) == (3, set())
