"""Work programmes in bulk: file → discipline → journals, against the plan; what is clear is written, the rest waits for a person."""

import datetime as dt

import pytest

from tests.exchange.college import changes_of
from tests.exchange.readers.made import zipped
from tests.exchange.readers.test_curricula import document, workbook
from tests.exchange.study import followed, table
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import (
    Course,
    Discipline,
    ProgrammeTopic,
    Subgroup,
    WorkProgramme,
)
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.actions.names import remember
from zhurnal.exchange.imports.packing import unpack_questions
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.queries.runs import load_preview
from zhurnal.exchange.rules.changes import What
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson


def bring(desk, files):
    return desk.prepare(Kind.PROGRAMMES, files, None, None)


def lines(desk, run):
    """(file, discipline, topics, hours, journals, fate, note) as the page shows."""
    return [
        (one.file, one.discipline, one.topics, one.hours, one.journals, one.fate.words, one.note.replace("\u00a0", " "))
        for one in load_preview(desk.actor, run).files
    ]


def write(desk, run, choices=None):
    apply_import(desk.actor, run, choices or {})
    return desk.again(run)


def recorded(desk, study, course):
    """A lesson of the course has recorded the first topic."""
    teacher = Person.objects.create(college=desk.college, surname="Лосев", given="Павел")
    lesson = Lesson.objects.create(
        college=desk.college, course=course, term=study.terms[0], date=dt.date(2026, 11, 23), pair=1, starts=dt.time(8, 30),
        ends=dt.time(10), hours=2, teacher=teacher,
    )  # fmt: skip
    topic = ProgrammeTopic.objects.of(desk.college.id).get(number=1)
    LessonRecord.objects.create(college=desk.college, lesson=lesson, course=course, topic="Т", programme_topic=topic)


def test_many_files_are_written_at_once_and_taken_back_at_once(desk, study):
    electro = [study.course("ОП.02", "Э-21"), study.course("ОП.02", "Э-22")]
    physics = study.course("ОУД.03", "Э-11")
    run = bring(
        desk,
        {
            "КТП_ОП.02_Электротехника.docx": document(table()),
            "все.zip": zipped({"а/Физика.xlsx": workbook(table(4, 0)), "а/Пусто.xlsx": workbook([("Просто текст",)])}),
        },
    )
    unlike = "4 темы, 8 ч, по плану 8 ч: лекции: лишних 2 ч; лабораторные: не хватает 2 ч."
    no_table = "Таблица тем не найдена: нужна строка заголовков, где есть «Тема» (или «Наименование») и «Часы» или «№»."
    assert lines(desk, run) == [
        ("Пусто.xlsx", "", 0, 0, [], "не загрузится", no_table),
        ("КТП_ОП.02_Электротехника.docx", "ОП.02 Электротехника", 3, 6, ["Э-21, 1 семестр", "Э-22, 1 семестр"], "новое",
         "3 темы, 6 ч, как в плане."),
        ("Физика.xlsx", "ОУД.03 Физика", 4, 8, ["Э-11, 1 семестр"], "новое", unlike),
    ]  # fmt: skip
    assert not WorkProgramme.objects.of(desk.college.id).exists()
    done = write(desk, run)
    programme = followed(electro[0])
    assert followed(electro[1]) == programme
    assert (programme.title, programme.version, programme.revision) == ("Электротехника", 1, 0)
    topics = ProgrammeTopic.objects.of(desk.college.id).filter(programme=programme).order_by("number")
    assert list(topics.values_list("title", "hours", "kind", "homework")) == [
        ("Тема 1", 2, "lecture", "§ 1"), ("Тема 2", 2, "lecture", "§ 2"), ("Тема лаб. 1", 2, "lab", ""),
    ]  # fmt: skip
    assert followed(physics).title == "Физика"
    assert ChainHead.objects.of(desk.college.id).filter(chain=programme.pk).exists()
    told = Change.objects.of(desk.college.id).filter(chain=run.pk).get(action="exchange.apply").after
    assert told["rows"]["topic"] == {"create": 7}
    assert [line[5] for line in lines(desk, done)] == ["не загружено", "создано", "создано"]
    desk.undo(done)
    assert not WorkProgramme.objects.of(desk.college.id).exists()
    assert not ProgrammeTopic.objects.of(desk.college.id).exists()
    assert followed(electro[0]) is None


def test_the_same_files_again_change_nothing_and_a_parallel_group_gets_what_stands(desk, study):
    study.course("ОП.02", "Э-21")
    files = {"ОП.02.docx": document(table())}
    write(desk, bring(desk, files))
    assert (changes_of(bring(desk, files)), bring(desk, files).counts["kept"]) == ([], 1)
    late = study.course("ОП.02", "Э-22")
    run = bring(desk, files)
    assert lines(desk, run) == [("ОП.02.docx", "ОП.02 Электротехника", 0, 0, ["Э-22, 1 семестр"], "даст журналам", "")]
    write(desk, run)
    assert followed(late) == WorkProgramme.objects.of(desk.college.id).get()


def test_what_a_teacher_wrote_stays_and_an_empty_programme_is_filled(desk, study):
    course = study.course("ОП.02", "Э-21")
    blank = WorkProgramme.objects.create(college=desk.college, discipline=course.discipline, title="Моя")
    Course.objects.of(desk.college.id).filter(pk=course.pk).update(programme=blank)
    run = bring(desk, {"ОП.02.docx": document(table())})
    assert [line[5] for line in lines(desk, run)] == ["обновится"]
    write(desk, run)
    filled = followed(course)
    assert (filled.pk, filled.title, filled.revision) == (blank.pk, "Моя", 1)
    assert ProgrammeTopic.objects.of(desk.college.id).filter(programme=blank).count() == 3
    other = {"ОП.02.docx": document(table(word="Иная"))}
    run = bring(desk, other)
    [line] = lines(desk, run)
    assert line[5:] == ("уточните", "3 темы, 6 ч. По этим журналам уже идёт другая программа. Загрузка её не меняет.")
    write(desk, run)
    assert WorkProgramme.objects.of(desk.college.id).count() == 1
    run = bring(desk, other)
    [asked] = changes_of(run, What.ASK)
    write(desk, run, {f"programme:{asked.key}": "version"})
    made = WorkProgramme.objects.of(desk.college.id).get(version=2)
    assert followed(course) == blank
    assert ProgrammeTopic.objects.of(desk.college.id).filter(programme=made, title__startswith="Иная").count() == 3


def test_years_with_other_hours_are_asked_about_unless_the_name_of_the_file_says(desk, study):
    first, second = study.course("СГ.04", "Э-11"), study.course("СГ.04", "Э-21")
    run = bring(desk, {"Физическая культура.docx": document(table(3))})
    [asked] = changes_of(run, What.ASK)
    assert asked.asks == ("1|1 курс: Э-11, по плану 8 ч", "2|2 курс: Э-21, по плану 6 ч")
    write(desk, run, {f"programme:{asked.key}": "1"})
    assert (followed(first) is not None, followed(second)) == (True, None)
    write(desk, bring(desk, {"Физическая культура 2 курс.docx": document(table())}))
    assert followed(second) not in (None, followed(first))
    run = bring(desk, {"Физическая культура 4 курс.docx": document(table())})
    assert lines(desk, run)[0][5:] == (
        "не загрузится", "Журналов этой дисциплины на 4 курсе нет: проверьте название файла.",
    )  # fmt: skip


def test_for_whom_and_as_a_new_version_is_one_answer(desk, study):
    study.course("СГ.04", "Э-11"), study.course("СГ.04", "Э-21")
    for answer in ("1", "2"):
        run = bring(desk, {"Физическая культура.docx": document(table(word=answer))})
        [asked] = changes_of(run, What.ASK)
        write(
            desk, run, {f"programme:{asked.key}": next(one for one in asked.asks if one[0] == answer).partition("|")[0]}
        )
    run = bring(desk, {"Физическая культура.docx": document(table(word="Иная"))})
    [asked] = changes_of(run, What.ASK)
    assert [one.partition("|")[0] for one in asked.asks] == ["1+version", "2+version"]
    assert all(one.endswith("новой версией: журналам её даст преподаватель") for one in asked.asks)
    write(desk, run, {f"programme:{asked.key}": "2+version"})
    made = WorkProgramme.objects.of(desk.college.id).order_by("-version").first()
    assert ProgrammeTopic.objects.of(desk.college.id).filter(programme=made, title__startswith="Иная").exists()


def test_a_file_for_one_semester_goes_to_its_journals_only(desk, study):
    autumn, spring = study.course("ОП.02", "Э-21"), study.course("ОП.02", "Э-21", 2)
    run = bring(
        desk,
        {"ОП.02 3 семестр.docx": document(table()), "ОП.02 2 семестр.docx": document(table(word="Весна"))},
    )
    assert [line[6] for line in lines(desk, run)] == ["3 темы, 6 ч, как в плане."] * 2
    write(desk, run)
    assert ProgrammeTopic.objects.of(desk.college.id).get(programme=followed(autumn), number=1).title == "Тема 1"
    assert ProgrammeTopic.objects.of(desk.college.id).get(programme=followed(spring), number=1).title == "Весна 1"


def test_two_files_about_one_journal_are_both_left(desk, study):
    course = study.course("ОП.02", "Э-21")
    run = bring(desk, {"ОП.02.docx": document(table()), "Электротехника.xlsx": workbook(table(word="Другая"))})
    assert [(line[0], line[6]) for line in lines(desk, run)] == [
        ("ОП.02.docx", "Об этих же журналах ещё один файл: «Электротехника.xlsx». Оставьте один из них и загрузите снова."),
        ("Электротехника.xlsx", "Об этих же журналах ещё один файл: «ОП.02.docx». Оставьте один из них и загрузите снова."),
    ]  # fmt: skip
    write(desk, run)
    assert followed(course) is None


def test_an_empty_programme_is_filled_by_one_file_only(desk, study):
    autumn, spring = study.course("ОП.02", "Э-21"), study.course("ОП.02", "Э-21", 2)
    blank = WorkProgramme.objects.create(college=desk.college, discipline=autumn.discipline, title="Моя")
    Course.objects.of(desk.college.id).filter(pk__in=[autumn.pk, spring.pk]).update(programme=blank)
    files = {"ОП.02 3 семестр.docx": document(table()), "ОП.02 4 семестр.docx": document(table(word="Весна"))}
    run = bring(desk, files)
    assert [line[5] for line in lines(desk, run)] == ["не загрузится", "не загрузится"]
    write(desk, bring(desk, dict(list(files.items())[:1])))
    assert ProgrammeTopic.objects.of(desk.college.id).filter(programme=blank).count() == 3


def test_a_journal_may_follow_the_programme_of_a_discipline_of_the_same_name(desk, study):
    course = study.course("ОП.02", "Э-21")
    like = Discipline.objects.create(college=desk.college, index="ОПЦ.02", name="Электротехника", short_name="")
    other = WorkProgramme.objects.create(college=desk.college, discipline=like, title="Соседняя")
    Course.objects.of(desk.college.id).filter(pk=course.pk).update(programme=other)
    run = bring(desk, {"ОП.02.docx": document(table())})
    [asked] = changes_of(run, What.ASK)
    write(desk, run, {f"programme:{asked.key}": "version"})
    assert followed(course) == other
    assert WorkProgramme.objects.of(desk.college.id).get(discipline=course.discipline).version == 1


def test_beside_the_whole_group_its_subgroups_are_left_to_the_teacher(desk, study):
    part = Subgroup.objects.create(college=desk.college, group=study.groups["Э-21"], name="1 подгруппа", number=1)
    whole, labs = study.course("ОП.02", "Э-21"), study.course("ОП.02", "Э-21", part=part)
    run = bring(desk, {"ОП.02.docx": document(table())})
    note = "3 темы, 6 ч, как в плане. Журналам подгрупп (Э-21, 1 подгруппа) программу даст преподаватель."
    assert lines(desk, run)[0][4:] == (["Э-21, 1 семестр"], "новое", note)
    write(desk, run)
    assert (followed(whole) is not None, followed(labs)) == (True, None)


def test_a_discipline_that_is_not_recognised_is_chosen_by_hand_and_remembered(desk, study):
    course = study.course("ОП.02", "Э-21")
    files = {"ОП.02 Электротехника и электроника.docx": document(table()), "Иванова.docx": document(table())}
    run = bring(desk, files)
    assert [(line[1], line[5]) for line in lines(desk, run)] == [("ОП.02 Электротехника", "новое"), ("", "уточните")][
        ::-1
    ]
    [question] = unpack_questions(run.plan)
    assert question.name == "Иванова: Тема 1"
    files = {"Основы электротехники.docx": document(table())}
    run = bring(desk, files)
    [question] = unpack_questions(run.plan)
    near = dict(question.near)
    assert "ОП.02 Электротехника" in near.values()
    remember(desk.actor, run, {question: ("same", course.discipline_id.hex, "ОП.02 Электротехника")})
    run = desk.again(run)
    assert [(line[1], line[5]) for line in lines(desk, run)] == [("ОП.02 Электротехника", "новое")]
    assert run.counts["names"] == 0
    write(desk, run)
    assert followed(course) is not None
    assert bring(desk, files).counts["kept"] == 1
    run = bring(desk, {"Музыка.docx": document(table())})
    [question] = unpack_questions(run.plan)
    remember(desk.actor, run, {question: ("skip", "", "")})
    assert [line[5] for line in lines(desk, desk.again(run))] == ["не загрузится"]


def test_an_index_of_another_discipline_makes_a_name_doubtful(desk, study):
    study.course("ОП.02", "Э-21")
    run = bring(desk, {"ОП.05 Электротехника.docx": document(table()), "ОП.77 Электротехника.xlsx": workbook(table())})
    assert [(line[1], line[5]) for line in lines(desk, run)] == [("", "уточните"), ("ОП.02 Электротехника", "новое")]
    [question] = unpack_questions(run.plan)
    assert [title for _pk, title in question.near] == ["ОП.05 Охрана труда", "ОП.02 Электротехника"]


def test_the_file_and_its_title_page_must_not_disagree(desk, study):
    study.course("ОП.02", "Э-21")
    run = bring(desk, {"Электротехника.xlsx": workbook([("Дисциплина: Охрана труда",), (), *table()])})
    assert [line[5] for line in lines(desk, run)] == ["уточните"]
    [question] = unpack_questions(run.plan)
    assert [title for _pk, title in question.near] == ["ОП.02 Электротехника", "ОП.05 Охрана труда"]


def test_a_discipline_that_the_text_only_rests_on_is_not_taken_for_its_own(desk, study):
    """The first name of the text is the programme's; one that is met later and happens to be known is offered, not taken."""
    study.course("ОУД.03", "Э-11")
    rests = [
        ("учебной дисциплины «Основы электротехники»",),
        ("опирается на знания дисциплины «Физика»",),
        (),
        *table(),
    ]
    run = bring(desk, {"Программа Иванова.xlsx": workbook(rests)})
    assert [(line[1], line[5]) for line in lines(desk, run)] == [("", "уточните")]
    [question] = unpack_questions(run.plan)
    assert "ОУД.03 Физика" in dict(question.near).values()


def test_an_answer_about_a_discipline_that_was_closed_is_asked_anew(desk, study):
    study.course("ОП.02", "Э-21")
    files = {"Музыка.docx": document(table())}
    run = bring(desk, files)
    [question] = unpack_questions(run.plan)
    gone = study.disciplines["ОП.05"]
    remember(desk.actor, run, {question: ("same", gone.pk.hex, "ОП.05 Охрана труда")})
    Discipline.objects.of(desk.college.id).filter(pk=gone.pk).update(closed_on=dt.date(2026, 10, 1))
    run = bring(desk, files)
    assert ([line[5] for line in lines(desk, run)], run.counts["names"]) == (["уточните"], 1)


def test_a_journal_that_has_recorded_topics_keeps_its_programme(desk, study):
    """Given by the import, not made by it: taking it back would take the topics from under the lessons."""
    study.course("ОП.02", "Э-21")
    write(desk, bring(desk, {"ОП.02.docx": document(table())}))
    late = study.course("ОП.02", "Э-22")
    done = write(desk, bring(desk, {"ОП.02.docx": document(table())}))
    recorded(desk, study, late)
    with pytest.raises(Refused) as held:
        desk.undo(done)
    assert "уже записаны темы программы" in str(held.value.refusal)
    assert followed(late) is not None


def test_an_archive_that_cannot_be_opened_is_told_beside_files_that_can(desk, study):
    study.course("ОП.02", "Э-21")
    locked = bytearray(zipped({"а.docx": document(table())}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of a password
        locked[locked.index(sign) + place] |= 1
    run = bring(desk, {"ОП.02.docx": document(table()), "под паролем.zip": bytes(locked)})
    preview = load_preview(desk.actor, run)
    assert [line.file for line in preview.files] == ["ОП.02.docx"]
    assert preview.open_problems


def test_journals_that_do_not_stand_or_are_over_get_nothing(desk, study):
    over = study.course("ОУД.03", "Э-11")
    Term.objects.of(desk.college.id).filter(pk=study.terms[0].pk).update(ends=dt.date(2026, 11, 1))
    run = bring(desk, {"Физика.docx": document(table()), "ОП.05.docx": document(table())})
    said = "Журналов этой дисциплины ещё нет. Сначала заведите их, потом загрузите файл снова."
    assert [line[6] for line in lines(desk, run)] == [said, said]
    write(desk, run)
    assert followed(over) is None


def test_what_changed_meanwhile_is_shown_again_and_what_lessons_recorded_is_not_taken_back(desk, study):
    course = study.course("ОП.02", "Э-21")
    run = bring(desk, {"ОП.02.docx": document(table())})
    blank = WorkProgramme.objects.create(college=desk.college, discipline=course.discipline, title="Моя")
    Course.objects.of(desk.college.id).filter(pk=course.pk).update(programme=blank)
    with pytest.raises(Refused) as stale:
        apply_import(desk.actor, run)
    assert "данные изменились" in str(stale.value.refusal)
    assert not ProgrammeTopic.objects.of(desk.college.id).exists()
    done = write(desk, desk.again(run))
    recorded(desk, study, course)
    with pytest.raises(Refused) as rests:
        desk.undo(done)
    assert "на это опираются записи о занятии" in str(rests.value.refusal)
    assert ProgrammeTopic.objects.of(desk.college.id).count() == 3


def test_however_many_files_the_statements_are_as_many(desk, study, django_assert_max_num_queries):
    for group in ("Э-21", "Э-22"):
        study.course("ОП.02", group)
    study.course("ОП.05", "Э-21")
    study.course("ОУД.03", "Э-11")
    files = {f"{name}.docx": document(table()) for name in ("ОП.02", "ОП.05", "ОУД.03")}
    with django_assert_max_num_queries(20):
        bring(desk, files)
