"""What goes to the state agrees with a count by hand over the raw rows (A9: ФИС ФРДО, СПО-Мониторинг)."""

from collections import Counter
from datetime import UTC, date, datetime

from tests.access.conftest import body_of
from tests.modules.modules_worlds import give_plan, give_result
from tests.reports.asking import built, lines
from zhurnal.archive.queries.exports import frdo_table, monitoring_table
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import CourseTeacher, Discipline, Group, Membership
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.rules.kinds import EXPULSION_REASONS, FINISHED, KIND_WORDS, Kind
from zhurnal.people.models import Person
from zhurnal.registers.models import RegisterValue

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
DONE = EXPULSION_REASONS["finished"]
FUNDING_WORDS = {"budget": "бюджет", "paid": "договор"}


def say(world, name, field, value):
    RegisterValue.objects.create(
        college=world.college, person=world.people[name], field=field, value=value, changed_at=AT
    )


def gone(world, name, day, reason, *, note=""):
    """An order of expulsion and what it does to the list."""
    group, person = world.groups["Э-21"], world.people[name]
    order = Order.objects.create(college=world.college, number=f"{name}-с", dated=day, kind=Kind.EXPULSION, made_at=AT)
    Movement.objects.create(
        college=world.college, order=order, student=person, effective=day, group_from=group, details=reason
    )
    stays = Membership.objects.of(world.id).filter(student=person.pk, group=group.pk)
    stays.update(left=day, note=note or f"отчислен {reason}", order_out=order.number)


def table_rows(table):
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def last_year_group(world) -> Group:
    Group.objects.of(world.id).filter(pk=world.groups["Э-21"].pk).update(course_year=4)
    return Group.objects.of(world.id).select_related("year", "curriculum").get(pk=world.groups["Э-21"].pk)


def test_graduates_are_those_who_finished_whether_their_order_is_written_or_not(college):
    """An order «в связи с окончанием» takes the student off the list before the year ends: he is a graduate all the same."""
    group = last_year_group(college)
    gone(college, "adult", date(2026, 11, 20), DONE)
    gone(college, "classmate", date(2026, 11, 20), "по собственному желанию")
    turned = Membership.objects.of(college.id).filter(student=college.people["student"].pk)
    turned.update(left=date(2027, 9, 1), note=FINISHED)
    Person.objects.of(college.id).filter(pk=college.people["adult"].pk).update(surname="Ёлкин")
    say(college, "adult", "snils", "112-233-445 95")
    say(college, "adult", "funding", "paid")
    say(college, "student", "citizenship", "Россия")
    people = {row["id"]: row for row in Person.objects.of(college.id).values()}
    values = {(row["person_id"], row["field"]): row["value"] for row in RegisterValue.objects.of(college.id).values()}
    stays = list(Membership.objects.of(college.id).values())
    expected = []
    for stay in stays:
        if stay["group_id"] != group.pk or stay["student_id"] in (college.people[n].pk for n in ("classmate", "left")):
            continue
        one = people[stay["student_id"]]
        begun = min(row["entered"] for row in stays if row["student_id"] == one["id"])
        expected.append({
            "surname": one["surname"], "given": one["given"], "patronymic": one["patronymic"], "birth_date": one["birth_date"],
            "sex": {"m": "Муж", "f": "Жен", "": ""}[one["sex"]], "snils": values.get((one["id"], "snils"), ""),
            "citizenship": values.get((one["id"], "citizenship"), ""),
            "funding": FUNDING_WORDS.get(values.get((one["id"], "funding"), ""), ""),
            "year_in": begun.year, "year_out": group.year.ends.year,
            "term": round((group.year.ends - begun).days / 365.25, 1),
            "status": "Оригинал", "lost": "Нет", "exchanged": "Нет", "destroyed": "Нет", "number": "", "issued": None,
        })  # fmt: skip
    found = [{key: row[key] for key in expected[0]} for row in table_rows(frdo_table(college.actor("deputy"), group))]
    assert len(expected) == 9
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert next(row["surname"] for row in found) == "Ёлкин", "Ё stands with Е"


def test_an_order_that_was_undone_makes_no_graduate(college):
    group = last_year_group(college)
    gone(college, "left", date(2026, 11, 10), DONE)
    Movement.objects.of(college.id).update(undone_at=AT)
    found = table_rows(frdo_table(college.actor("deputy"), group))
    assert college.people["left"].surname not in {row["surname"] for row in found}


def test_the_figures_of_monitoring_agree_with_a_count_by_hand(college):
    say(college, "adult", "funding", "paid")
    say(college, "student", "funding", "budget")
    gone(college, "classmate", date(2026, 11, 20), "за академическую задолженность")
    today = date(2026, 11, 24)
    people = {row["id"]: row for row in Person.objects.of(college.id).values()}
    paid = {
        r["person_id"]: r["value"] for r in RegisterValue.objects.of(college.id).values() if r["field"] == "funding"
    }
    groups = {row["id"]: row for row in Group.objects.of(college.id).values()}
    listed = [
        (people[row["student_id"]], groups[row["group_id"]])
        for row in Membership.objects.of(college.id).values()
        if row["entered"] <= today and (row["left"] is None or row["left"] > today)
    ]
    teachers = {
        row["teacher_id"]
        for row in CourseTeacher.objects.of(college.id).values()
        if row["since"] <= today and (row["until"] is None or row["until"] >= today)
    }
    born = [one["birth_date"] for one, _group in listed]
    expected = Counter({
        ("Численность студентов", ""): len(listed), ("Число учебных групп", ""): len(groups),
        ("Преподавателей, ведущих занятия", ""): len(teachers),
        ("Движение с начала года", KIND_WORDS[Kind.EXPULSION]): 1,
    })  # fmt: skip
    for one, group in listed:
        expected["Студентов по курсам", f"{group['course_year']} курс"] += 1
        expected["Студентов по специальностям", "без плана"] += 1
        expected["Студентов по основе обучения", FUNDING_WORDS.get(paid.get(one["id"], ""), "не указано")] += 1
        expected["Студентов по полу", {"m": "Муж", "f": "Жен"}[one["sex"]]] += 1
    for day in born:
        grown = (today.year - day.year) - ((today.month, today.day) < (day.month, day.day)) >= 18
        expected["Студентов по возрасту", "совершеннолетние" if grown else "несовершеннолетние"] += 1
    found = {(name, part): value for name, part, value in monitoring_table(college.actor("deputy")).rows}
    assert found == dict(expected)


PLAN = (
    ("МДК.01.01", "Обслуживание", "mdk", "", ((3, 96, "ДЗ"),)),
    ("ГИА", "Государственная итоговая аттестация", "gia", "", ((3, 216, ""),)),
)


def attested(world):
    """A plan of two years whose last marks are there for three: two passed everything, one owes."""
    items = give_plan(world, PLAN)
    state = Discipline.objects.create(
        college=world.college, index="ГИА", name="ГИА", short_name="ГИА", kind="module", plan_item=items["ГИА"]
    )
    for name, marks in (("student", "55"), ("adult", "45"), ("classmate", "25")):
        give_result(world, name, world.courses["module"].discipline, Level.EXAM, marks[0])
        give_result(world, name, state, Level.STATE_EXAM, marks[1], form="ДЭ")


def test_the_report_of_graduates_names_diplomas_by_their_marks_and_what_is_missing(college):
    attested(college)
    say(college, "student", "snils", "112-233-445 95")
    say(college, "student", "citizenship", "Россия")
    say(college, "student", "funding", "budget")
    table = built(college.actor("deputy"), "frdo", group=college.groups["Э-21"].pk)
    rows = {row["surname"].partition("-")[0]: row for row in lines(table)}
    diploma = "Диплом о среднем профессиональном образовании"
    kinds = {name: row["document_kind"] for name, row in rows.items()}
    assert [kinds.pop(name) for name in ("Калугин", "Зимин", "Удальцов")] == [f"{diploma} с отличием", diploma, ""]
    assert set(kinds.values()) == {""}
    lacks = dict(table.more[0].rows)
    assert "СНИЛС" not in lacks["Калугин-А Степан Андреевич"]
    assert "Наименование квалификации" in lacks["Калугин-А Степан Андреевич"]
    for word in ("СНИЛС", "Гражданство", "Источник финансирования"):
        assert word in lacks["Зимин-А Илья Олегович"]
    assert "Вид документа" in lacks["Удальцов-А Семён Ильич"]
    assert any("журнал не ведёт" in note for note in table.notes)
    group = Group.objects.of(college.id).select_related("year", "curriculum").get(pk=college.groups["Э-21"].pk)
    file = table_rows(frdo_table(college.actor("deputy"), group))  # on a page a year is no number that is counted
    assert [{**row, "year_in": str(row["year_in"]), "year_out": str(row["year_out"])} for row in file] == table_rows(
        table
    )
    assert [column.key for column in table.columns][:3] == ["surname", "given", "patronymic"]
    left = {row["surname"].partition("-")[0] for row in lines(built(college.actor("deputy"), "frdo", day="2026-10-20"))}
    assert left - rows.keys() == {"Жданов"}  # he was on the list of that day


def test_the_report_of_graduates_is_of_the_last_course_and_its_file_asks_who_it_is(college):
    page = "/reports/frdo/"
    early = college.client("deputy").get(page)
    assert (early.status_code, "нет ни одной группы" in early.content.decode()) == (422, True)
    attested(college)
    for who, status in (
        ("deputy", 200),
        ("department_head", 200),
        ("director", 404),
        ("other_head", 422),
        ("teacher", 404),
    ):
        assert college.client(who).get(page).status_code == status, who
    client = college.client("deputy")
    saved = client.post(f"{page}save/", {"name": "Выпуск", "schedule": "month"})
    assert (saved.status_code, "сам не строится" in saved.content.decode()) == (422, True)
    assert client.post(f"{page}save/", {"name": "Выпуск"}).status_code == 302
    assert body_of(client.get(f"{page}file/xlsx/"))[:2] == b"PK"
    session = client.session
    session["confirmed"] = 0
    session.save()
    again = client.get(f"{page}file/xlsx/")
    assert "text/html" in again["Content-Type"]
