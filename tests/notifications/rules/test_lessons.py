"""Changed lessons in the words of each who is concerned."""

from datetime import date
from uuid import UUID

from zhurnal.notifications.rules.items import Item, Kind, fold, span, title_of
from zhurnal.notifications.rules.lessons import assemble
from zhurnal.timetable.rules.news import Doing, News, Settled

GROUP, LESSON, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ILL, GIVES, STUDENT, OFFICE, LEADER = (UUID(int=n) for n in range(11, 16))
DAY = date(2026, 12, 3)
URL = "/timetable/"


def news(doing: Doing, lesson: UUID = LESSON, **more: object) -> News:
    own = {"planned": ILL, "teacher": None, "reason": "болезнь", "pair": 3, "room": "305"} | more
    day = own.pop("day", DAY)
    place = own.pop("place", "3 декабря, 3 пара")
    return News(doing, lesson, GROUP, day, "Э-21, Электротехника", place, **own)  # type: ignore[arg-type]


def lines(told: list, person: UUID) -> list[tuple[str, str]]:
    return [(item.head, item.line) for one in told if one.person == person for item in one.items]


def test_each_reads_a_substitution_in_his_own_words_and_nobody_why():
    told = assemble([news(Doing.SUBSTITUTED, teacher=GIVES)], {LESSON: {STUDENT, LEADER}}, OFFICE, URL)
    assert {one.person for one in told} == {ILL, GIVES, STUDENT, LEADER}
    place = "3 декабря, 3 пара, Э-21, Электротехника"
    assert lines(told, GIVES) == [("Вы ведёте замену: 3 декабря, 3 пара", f"{place}: ведёте вы")]
    head = "Замена преподавателя: 3 декабря, 3 пара"
    assert lines(told, ILL) == lines(told, STUDENT) == [(head, f"{place}: ведёт другой преподаватель")]
    assert "болезнь" not in repr(told)


def test_who_did_it_and_who_does_not_exist_hear_nothing():
    told = assemble([news(Doing.CANCELLED)], {LESSON: {STUDENT, OFFICE}}, OFFICE, URL)
    assert {one.person for one in told} == {STUDENT, ILL}


def test_another_discipline_in_its_place_is_one_change_for_the_group():
    both = [news(Doing.CANCELLED), news(Doing.SUBSTITUTED, OTHER, teacher=GIVES)]
    told = assemble(both, {LESSON: {STUDENT}, OTHER: {STUDENT}}, OFFICE, URL)
    assert len(lines(told, STUDENT)) == 1
    assert lines(told, ILL)[0][1].endswith("занятия не будет")
    assert lines(told, GIVES)[0][1].endswith("ведёте вы")


def test_a_move_says_where_it_was_and_a_new_room_only_the_room():
    moved = assemble([news(Doing.MOVED, teacher=ILL, was_date=date(2026, 12, 2), was_pair=1)], {}, None, URL)
    way = "с 2 декабря (1\u00a0пара) на 3 декабря (3\u00a0пара)"
    assert lines(moved, ILL) == [(f"Занятие перенесено {way}", f"Э-21, Электротехника: перенесено {way}, каб. 305")]
    within = assemble([news(Doing.MOVED, teacher=ILL, was_date=DAY, was_pair=1)], {}, None, URL)
    assert lines(within, ILL)[0][0] == "Занятие перенесено 3 декабря с 1\u00a0пары на 3\u00a0пару"
    room = assemble([news(Doing.ROOM, teacher=ILL)], {}, None, URL)
    assert lines(room, ILL) == [
        ("Другой кабинет: 3 декабря, 3 пара", "3 декабря, 3 пара, Э-21, Электротехника: каб. 305")
    ]


def test_several_moves_together_name_both_days_and_an_undone_one_the_day_without_a_lesson():
    was = {"was_date": date(2026, 12, 1), "was_pair": 1, "teacher": ILL}
    (told,) = assemble([news(Doing.MOVED, **was), news(Doing.MOVED, OTHER, **was)], {}, None, URL)
    assert title_of(told.kind, told.items) == "Изменено 2\u00a0занятия 1–3 декабря"
    (back,) = assemble([news(Doing.UNDONE, **was)], {}, None, URL)
    assert back.items[0].line.endswith(": снова по расписанию, 1 декабря занятия не будет")


def test_a_change_taken_back_is_told_to_who_stood_in():
    told = assemble([news(Doing.UNDONE, teacher=GIVES)], {LESSON: {STUDENT}}, None, URL)
    assert lines(told, GIVES)[0][1].endswith("вы больше не ведёте, замена снята")
    assert lines(told, ILL)[0][1].endswith("снова по расписанию")


def test_one_notice_for_one_event_and_the_absent_teacher_has_his_own():
    week = [
        news(
            Doing.SUBSTITUTED,
            UUID(int=100 + n),
            teacher=GIVES,
            day=date(2026, 12, n + 1),
            place=f"{n + 1} декабря, 3 пара",
        )
        for n in range(6)
    ]
    told = assemble(week, {}, OFFICE, URL, Settled(UUID(int=9), ILL))
    assert {(one.person, one.kind, one.about, one.url) for one in told} == {
        (ILL, Kind.ABSENCE, f"absence:{UUID(int=9).hex}", "/timetable/?day=2026-12-01"),
        (GIVES, Kind.LESSONS, "lessons:2026-12-01:2026-12-06", "/timetable/?day=2026-12-01"),
    }
    titles = {one.person: title_of(one.kind, one.items) for one in told}
    assert titles[GIVES] == "Изменено 6\u00a0занятий 1–6 декабря"
    assert titles[ILL] == "Занятия на время вашего отсутствия распределены: 6\u00a0занятий"


def test_items_fold_by_what_they_are_about():
    first = Item("a", "2026-12-03 3", "Замена", "ведёт другой")
    second = Item("b", "2026-12-03 1", "Отмена", "не будет")
    again = Item("a", "2026-12-03 3", "Снято", "по расписанию")
    assert fold([first], [second, again]) == (second, again)
    assert title_of(Kind.LESSONS, [first, second]) == "Изменено 2\u00a0занятия на 3 декабря"
    assert title_of(Kind.LESSONS, [again]) == "Снято"


def test_spans_of_days_are_said_shortly():
    assert span(date(2026, 12, 3), date(2026, 12, 3)) == "на 3 декабря"
    assert span(date(2026, 12, 3), date(2026, 12, 7)) == "3–7 декабря"
    assert span(date(2026, 11, 30), date(2026, 12, 2)) == "с 30 ноября по 2 декабря"
