"""Акт об исправлении in a closed term that two people opened again: of each journal, from the record of changes (A3.7, A4; 1.11 a)."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests import worlds
from tests.assessment.page import set_all, write_marks
from zhurnal.archive.kinds import KINDS
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.actions.steps import agree, make_step
from zhurnal.assessment.actions.weights import weigh_page
from zhurnal.assessment.models import TermStep
from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import Course, Group
from zhurnal.grading.models import WorkKind
from zhurnal.inspection.actions.acts import make_act, make_term_act
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.queries.act_paper import act_page
from zhurnal.inspection.queries.acts import acts_page
from zhurnal.journal.actions.record import record
from zhurnal.journal.actions.requests import ask_to_open
from zhurnal.journal.models import Entry, OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.places import cell
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.oversight.actions.requests import Decision, decide_request
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import Journal, Part, Selection
from zhurnal.timetable.actions.lesson_link import set_link
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause, Ground

TERM_ENDS = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
PROTOCOL = Step(State.COUNCIL, number="7", dated=date(2026, 12, 25))
WAY = (
    ("leader", Step(State.COLLECTED)),
    ("department_head", PROTOCOL),
    ("deputy", Step(State.CLOSED, "без ведомостей")),
)
TEACHERS = "О.\u00a0С.\u00a0Кравцова-А, А.\u00a0И.\u00a0Тишин-А"  # who leads the journal, and who led it before
COMMISSION = ("department_head", "director")


@pytest.fixture
def world(db, frozen_time):
    """A closed term: marks of the lessons and of the term stand."""
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    set_all(made)
    frozen_time.move_to(TERM_ENDS)
    close(made)
    return made


def close(world):
    for who, one in WAY:
        assert make_step(world.actor(who), world.groups["Э-21"], world.term, one) is None


def reopen(world, order="12-у"):
    asked = Step(State.OPEN, "Ошибка в отметке семестра", order=order)
    assert make_step(world.actor("deputy"), world.groups["Э-21"], world.term, asked) is None
    assert agree(world.actor("director"), world.groups["Э-21"], world.term) is None
    return TermStep.objects.of(world.id).filter(seconded_at__isnull=False).latest("seconded_at")


def page(world, name="electro"):
    related = ("group", "discipline", "subgroup", "term__year")
    return Course.objects.of(world.id).select_related(*related).get(pk=world.courses[name].pk)


def set_result(world, value="5", who="student", version=1):
    change = ResultChange(world.people[who].pk, value, version, "ответ на пересдаче")
    assert set_results(world.actor("teacher"), page(world), [change])[0].status == "saved"


def members(world, names=COMMISSION):
    return [world.people[name].pk for name in names]


def certify(world, step, who="department_head", name="electro", names=COMMISSION):
    return make_term_act(world.actor(who), page(world, name), step and step.pk, members(world, names))


def corrected(world, frozen_time):
    """Reopened, a result and a weight changed, closed again the next day."""
    step = reopen(world)
    frozen_time.shift(timedelta(hours=1))
    set_result(world)
    oral = WorkKind.objects.of(world.id).get(code="oral")
    assert weigh_page(world.actor("deputy"), page(world), {oral.pk: 150}) is None
    frozen_time.shift(timedelta(days=1))
    close(world)
    return step


def test_the_act_says_what_the_journal_says_about_the_time_between(world, frozen_time):
    assert acts_page(world.actor("deputy")).waits == 0
    step = corrected(world, frozen_time)
    (waiting,) = acts_page(world.actor("deputy")).reopened
    assert (waiting.course, waiting.step, waiting.order) == (page(world).pk, step.pk, "12-у")
    assert (waiting.changes, waiting.replaced, waiting.journal) == (2, 2, "Э-21, ОП.02")
    act = certify(world, step)
    assert isinstance(act, CorrectionAct)
    paper = act_page(world.actor("deputy"), act)
    assert [(row.place, row.before, row.after) for row in paper.rows] == [
        ("семестровая отметка: Калугин-А Степан", "4", "5"), ("вес: устный опрос", "как у всех журналов", "1,5"),
    ]  # fmt: skip
    assert [row.author for row in paper.rows] == list(paper.told) == [
        world.people["teacher"].short, world.people["deputy"].short
    ]  # fmt: skip
    assert paper.preamble.endswith(
        "; член комиссии — П.\u00a0И.\u00a0Директоров-А, директор — составила настоящий акт о том, что "
        "в журнале группы Э-21 по ОП.02 Электротехника А за 1\u00a0семестр 2026/27 учебного года, который был закрыт и по приказу "
        "открыт снова, исправлены записи:"
    )
    assert paper.ground == (
        "Основание: Ошибка в отметке семестра; приказ № 12-у. Семестр открыт снова 28.12.2026, 12:00: попросил(а) "
        f"{world.people['deputy'].short}, согласие дал(а) {world.people['director'].short}; закрыт 29.12.2026, 13:00."
    )
    assert acts_page(world.actor("deputy")).waits == 0
    (line,) = acts_page(world.actor("teacher")).acts
    assert (line.term, line.teacher, line.changes) == (1, TEACHERS, 2)
    assert certify(world, step).code == "twice"
    assert list(audit.verify(world.id)) == []


def test_an_act_waits_for_the_closing_and_for_a_change(world, frozen_time):
    with pytest.raises(Refused) as refused:
        certify(world, None)
    assert refused.value.refusal.code == "not_reopened"
    step = reopen(world)
    frozen_time.shift(timedelta(hours=1))
    set_result(world)
    assert certify(world, step).code == "still_open"
    assert acts_page(world.actor("deputy")).waits == 0
    frozen_time.shift(timedelta(hours=1))
    close(world)
    assert certify(world, step, name="module").code == "nothing"
    assert certify(world, None).code == "unknown"
    foreign = TermStep.objects.of(world.id).filter(seconded_at__isnull=True).first()
    assert certify(world, foreign).code == "unknown"
    assert len(acts_page(world.actor("deputy")).reopened) == 1


def test_nobody_certifies_what_he_corrected_himself(world, frozen_time):
    step = corrected(world, frozen_time)
    assert certify(world, step, "deputy").code == "own_act"  # the weight is his
    assert certify(world, step, names=("department_head", "teacher")).code == "about_himself"
    assert certify(world, step, names=("department_head",)).code == "commission"
    assert certify(world, step, names=("department_head", "student")).code == "commission"
    for who in ("other_head", "director", "teacher", "administrator", "leader"):
        with pytest.raises(Refused):
            certify(world, step, who)
    assert isinstance(certify(world, step, "deputy_practice"), CorrectionAct)


def test_each_reopening_has_its_own_act_and_numbers_follow_one_another(world, frozen_time):
    first = corrected(world, frozen_time)
    frozen_time.shift(timedelta(days=1))
    second = reopen(world, order="15-у")
    frozen_time.shift(timedelta(hours=1))
    set_result(world, "3", version=2)
    frozen_time.shift(timedelta(hours=1))
    close(world)
    assert [one.step for one in acts_page(world.actor("deputy")).reopened] == [second.pk, first.pk]
    later, earlier = certify(world, second), certify(world, first)
    assert (later.number, earlier.number) == (1, 2)
    told = {one.pk: [row.after for row in act_page(world.actor("deputy"), one).rows] for one in (later, earlier)}
    assert told == {later.pk: ["3"], earlier.pk: ["5", "1,5"]}


def corrected_by_permission(world, frozen_time):
    """The student's mark of an old lesson, asked for, opened for two hours and written anew; returns the request."""
    lesson, student = world.lessons["electro-1"], world.people["student"]
    asked = ask_to_open(world.actor("teacher"), lesson, "Отметка за другую работу", [cell(student.pk.hex, 1)])
    until = world.actor("deputy").now + timedelta(hours=2)
    assert decide_request(world.actor("deputy"), asked, Decision(approve=True, until=until)) is None
    frozen_time.shift(timedelta(hours=1))
    version = Entry.objects.of(world.id).get(lesson=lesson.pk, student=student.pk, slot=1).version
    command = Command(uuid4(), "entry", lesson.pk, version, "4", student.pk, 1, reason="Отметка за другую работу")
    assert record(world.actor("teacher"), page(world), [command])[0][0].state == "saved"
    return asked


def test_a_change_under_a_permission_stands_in_one_act_only(world, frozen_time):
    """An old lesson opens by a request even in a reopened term; who certifies the permission first leaves the rest to the other act."""
    step = reopen(world)
    asked = corrected_by_permission(world, frozen_time)
    set_result(world)
    frozen_time.shift(timedelta(days=1))
    close(world)
    waits = acts_page(world.actor("deputy"))
    assert ([one.id for one in waits.waiting], [one.changes for one in waits.reopened]) == ([asked.pk], [2])
    permission = OpenRequest.objects.of(world.id).get(pk=asked.pk)
    assert isinstance(make_act(world.actor("deputy"), permission, members(world)), CorrectionAct)
    assert [one.changes for one in acts_page(world.actor("deputy")).reopened] == [1]
    rows = act_page(world.actor("deputy"), certify(world, step)).rows
    assert [row.place for row in rows] == ["семестровая отметка: Калугин-А Степан"]


def test_a_term_certified_first_leaves_the_permission_nothing(world, frozen_time):
    step = reopen(world)
    asked, lesson = corrected_by_permission(world, frozen_time), world.lessons["electro-1"]
    frozen_time.shift(timedelta(days=1))
    close(world)
    rows = act_page(world.actor("deputy"), certify(world, step)).rows
    assert [(row.place, row.before, row.after) for row in rows] == [
        (f"{lesson.date:%d.%m.%Y}, {lesson.pair}\u00a0пара: УО: Калугин-А Степан", "5", "4")
    ]
    assert acts_page(world.actor("deputy")).waits == 0
    permission = OpenRequest.objects.of(world.id).get(pk=asked.pk)
    assert make_act(world.actor("deputy"), permission, members(world)).code == "nothing"


def test_a_lesson_held_after_the_reopening_is_no_correction(world, frozen_time):
    """Reopened before its end, the term goes on: what is written about today is the day's work."""
    step = reopen(world)
    worlds.add_lesson(world, "same", "electro", "teacher", TERM_ENDS.date(), 1)
    worlds.add_lesson(world, "next", "electro", "teacher", TERM_ENDS.date() + timedelta(days=1), 1)
    topic = {"text": "Закон Ома", "programme_topic": None}
    frozen_time.shift(timedelta(days=1))
    for key in ("same", "next"):
        told = record(world.actor("teacher"), page(world), [Command(uuid4(), "topic", world.lessons[key].pk, 0, topic)])
        assert told[0][0].state == "saved", told[0][0].code
    close(world)
    rows = act_page(world.actor("deputy"), certify(world, step)).rows
    assert [(row.place, row.before, row.after) for row in rows] == [
        ("28.12.2026, 1\u00a0пара: тема", "не записано", "Закон Ома")
    ]


def test_a_substitution_arranged_meanwhile_stands_in_the_act(world, frozen_time):
    """Who held a closed lesson, or that it was not held, is as much of the record as its marks (A5.4); a link to a call is not."""
    day = TERM_ENDS.date() - timedelta(days=7)
    for key, pair in (("held", 1), ("dropped", 2)):
        worlds.add_lesson(world, key, "electro", "teacher", day, pair)
    step, office, ground = reopen(world), world.actor("dispatcher"), Ground(Cause.ILLNESS, "лист № 15")
    frozen_time.shift(timedelta(hours=1))
    substitute = world.people["substitute"]
    assert arrange(office, world.lessons["held"], Way(WayKind.SAME, substitute.pk), ground) is None
    assert arrange(office, world.lessons["dropped"], Way(WayKind.CANCEL), ground) is None
    set_link(office, world.lessons["held"], "https://meet.example/7")
    frozen_time.shift(timedelta(hours=1))
    close(world)
    rows = act_page(world.actor("deputy"), certify(world, step)).rows
    assert [(row.place.replace("\u00a0", " "), row.before, row.after, row.reason) for row in rows] == [
        (f"{day:%d.%m.%Y}, 1 пара: замена, перенос или отмена", f"ведёт {world.people['teacher'].short}",
         f"ведёт {substitute.short}", ground.words),
        (f"{day:%d.%m.%Y}, 2 пара: замена, перенос или отмена", "по расписанию", "отменено", ground.words),
    ]  # fmt: skip


def test_pages_of_a_term_act(world, frozen_time):
    head, course = world.client("department_head"), page(world).pk
    refused = head.get(f"/acts/term/{course}/")
    assert (refused.status_code, "снова не открывали" in refused.content.decode()) == (403, True)
    step = reopen(world)
    frozen_time.shift(timedelta(hours=1))
    assert "Семестр ещё открыт" in head.get(f"/acts/term/{course}/").content.decode()
    set_result(world)
    frozen_time.shift(timedelta(hours=1))
    close(world)
    place = f"/acts/term/{course}/?reopening={step.pk}"
    assert place in head.get("/acts/").content.decode()
    form = head.get(place).content.decode()
    for words in ("Семестровая отметка: Калугин-А Степан", "Комиссия", f'name="reopening" value="{step.pk}"'):
        assert words in form, words
    sent = {"reopening": str(step.pk), "member": str(members(world)[0])}
    few = head.post(place, sent)
    assert (few.status_code, "не меньше двух" in few.content.decode()) == (422, True)
    made = head.post(place, {**sent, "member": [str(pk) for pk in members(world)]}).headers["Location"]
    paper = head.get(made).content.decode()
    for words in ("Акт об исправлении записей в журнале № 1", "семестр 2026/27 учебного года", "С актом ознакомлен(а)"):
        assert words in paper, words
    file = PdfReader(BytesIO(head.get(f"{made}file/").content)).pages[0].extract_text().replace("\u00a0", " ")
    assert "Семестровая отметка" in file or "семестровая отметка" in file
    assert "приказ № 12-у" in " ".join(file.split())
    listed = head.get("/acts/").content.decode()
    assert ("1 семестр, открывали снова" in listed, "Исправлено, акта нет" in listed) == (True, False)
    assert "акт уже составлен" in head.get(place).content.decode()
    readers = {"deputy": 200, "director": 200, "teacher": 200, "other_teacher": 404, "other_head": 404, "student": 404}
    assert {who: world.client(who).get(made).status_code for who in readers} == readers
    assert "/acts/term/" not in world.client("teacher").get("/acts/").content.decode()


def test_the_act_stands_where_the_journal_lists_its_corrections(world, frozen_time):
    """On paper the ground of a correction ends with its act; the package of the year holds the act with the order (A12.6)."""
    assert certify(world, corrected(world, frozen_time)).number == 1
    group = Group.objects.of(world.id).select_related("year").get(pk=world.groups["Э-21"].pk)
    chosen = Selection((Journal.THEORY,), frozenset({Part.CORRECTIONS}))
    (sheet,) = group_document(world.actor("deputy"), group, chosen)["sections"]
    assert "акт № 1 от 29.12.2026" in str(sheet["rows"])
    kind = KINDS["correction_act"]
    (kept,) = kind.model.objects.of(world.id).values(*kind.fields.values())
    assert (kept["reopening__order_number"], kept["number"]) == ("12-у", 1)


def test_the_list_asks_as_much_for_many_reopened_journals(world, frozen_time):
    def asked():
        with CaptureQueriesContext(connection) as told:
            acts_page(world.actor("deputy"))
        return len(told.captured_queries)

    reopen(world)
    frozen_time.shift(timedelta(hours=1))
    set_result(world)
    frozen_time.shift(timedelta(hours=1))
    close(world)
    few = asked()
    frozen_time.shift(timedelta(days=1))
    reopen(world, order="15-у")
    frozen_time.shift(timedelta(hours=1))
    set_result(world, "3", version=2)
    set_result(world, "3", "classmate")
    frozen_time.shift(timedelta(hours=1))
    close(world)
    assert (asked(), len(acts_page(world.actor("deputy")).reopened)) == (few, 2)


def test_an_act_is_about_one_thing(world, frozen_time):
    step = corrected(world, frozen_time)
    own = {"college": world.college, "year": world.year, "course": page(world), "dated": date(2026, 12, 30)}
    made = {"made_by": world.people["deputy"], "made_at": TERM_ENDS}
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionAct.objects.create(**own, **made, number=1)
    CorrectionAct.objects.create(**own, **made, number=1, reopening=step)
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionAct.objects.create(**own, **made, number=2, reopening=step)
