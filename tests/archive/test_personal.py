"""Data of who left: due by the table of terms, previewed, destroyed by an act of two people, or made nameless; history and figures hold."""

import io
import shutil
import zlib
from collections import Counter
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from openpyxl import load_workbook

from tests import worlds
from tests.access.filled import fill
from tests.once_a_module import made_once
from tests.reports.asking import built
from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.actions import personal as acting
from zhurnal.archive.actions.packing import pack
from zhurnal.archive.actions.retention import set_rule
from zhurnal.archive.departed import departed
from zhurnal.archive.models import PersonalAct, PersonalActLine, YearPackage
from zhurnal.archive.prints import OF_GROUP
from zhurnal.archive.queries.personal import acts, due_people, number_of
from zhurnal.archive.rules.personal import EVENT, NAME, standing
from zhurnal.archive.rules.retention import Document, Rule, due_on
from zhurnal.archive.rules.verify import Package
from zhurnal.curriculum.models import Membership
from zhurnal.journal.models import Entry, Excuse
from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.kernel import audit
from zhurnal.kernel.held import holdings
from zhurnal.kernel.models import Change
from zhurnal.kernel.refusal import Refusal
from zhurnal.oversight.actions.excuses import Cause, set_cause
from zhurnal.people.actions.accounts import Taken
from zhurnal.people.models import Account, Device, Guardianship, Person, RoleGrant, Session
from zhurnal.people.rules.logins import free_login
from zhurnal.privacy.models import Consent, SubjectRequest
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.models import RegisterValue
from zhurnal.registers.rules.cells import Place, Typed

GONE = date(2019, 6, 30)
WORDS = (
    "Йотов",
    "Ипатий",
    "Йотыч",
    "iotov",
    "yotov",
    "4512 990088",
    "2001-02-03",
    "Йотова проспал",
    "гастрит",
    "prezhnyaya@",
)
COMMISSION = {"chair": "Терехова О. П.", "members": "Белкина И. С.\nОсипова Н. А."}


def filled():
    """A filled college; one student bears words that stand nowhere else."""
    one, other = worlds.two_colleges()
    student = one.people["student"].pk
    named = {
        "surname": "Йотов",
        "given": "Ипатий",
        "patronymic": "Йотыч",
        "birth_date": date(2010, 2, 3),
        "email": "iotov@mail.example",
    }
    Person.objects.of(one.id).filter(pk=student).update(**named)
    Account.objects.of(one.id).filter(person=student).update(login="yotov")
    fill(one), fill(other)
    leader = one.actor("leader")
    assert save_values(leader, [Typed(Place(student, student, "document"), "4512 990088", "")]).changed == 1
    with transaction.atomic():
        head = audit.lock(one.id, one.courses["electro"].pk)
        target = f"cell:{one.lessons['now'].pk.hex}:{student.hex}:1"
        audit.append(
            head, one.actor("teacher"), [audit.Event("journal.entry", target, "3", "4", "Йотова проспал пару")]
        )
        head = audit.lock(one.id, student)
        audit.append(head, one.actor("student"), [audit.Event("people.enter", f"person:{student.hex}", None, {})])
    Entry.objects.of(one.id).filter(student=student, lesson=one.lessons["now"].pk, slot=1).first() or Entry.objects.create(
        college=one.college, course=one.courses["electro"], lesson=one.lessons["now"], student_id=student, slot=1, value="4",
        author=one.people["teacher"], changed_at=leader.now,
    )  # fmt: skip
    told = Cause(worlds.TODAY - timedelta(days=3), worlds.TODAY - timedelta(days=2), ExcuseKind.ILLNESS, "гастрит")
    set_cause(leader, Person.objects.of(one.id).get(pk=student), told)
    place = Place(student, student, "email")
    assert save_values(leader, [Typed(place, "prezhnyaya@mail.example", "iotov@mail.example")]).changed == 1
    assert save_values(leader, [Typed(place, "iotov@mail.example", "prezhnyaya@mail.example")]).changed == 1
    Person.objects.of(one.id).filter(pk=student).update(birth_date=date(2001, 2, 3))
    return one


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    state = tmp_path_factory.mktemp("state")
    with override_settings(STATE_DIR=state), made_once(django_db_blocker, filled) as one:
        yield one, state


@pytest.fixture
def college(made, db, frozen_time, settings, tmp_path):
    one, state = made
    settings.STATE_DIR = shutil.copytree(state, tmp_path / "state")
    return deepcopy(one)


def leaves(college, name, day=GONE):
    person = college.people[name].pk
    RoleGrant.objects.of(college.id).filter(person=person).update(since=date(2015, 9, 1), until=day)
    Guardianship.objects.of(college.id).filter(parent=person).update(until=day)
    Membership.objects.of(college.id).filter(student=person).update(left=worlds.TODAY)


def shortly_kept(college):
    """The college keeps final marks and orders outside of the journal, on paper."""
    for document in (Document.SUMMARIES, Document.ORDERS):
        set_rule(college.actor("deputy"), Rule(document, 5, "личные дела на бумаге", ""))
    YearPackage.objects.of(college.id).update(destroyed_at=college.actor("deputy").now)
    SubjectRequest.objects.of(college.id).update(answered_at=college.actor("deputy").now)


def line_of(college, name):
    return next(
        (one for one in due_people(college.actor("administrator")).lines if one.person == college.people[name].pk), None
    )


def drawn(college, *names):
    ids = [str(college.people[name].pk) for name in names]
    answer = college.client("administrator").post("/archive/personal/draw/", {**COMMISSION, "person": ids})
    assert answer.status_code == 302, answer.content.decode()
    return PersonalAct.objects.of(college.id).order_by("-number").first()


def carried_out(college, act, who="director"):
    return college.client(who).post(f"/archive/personal/{act.pk}/destroy/", {"number": f"ПД-{act.number}"})


def everything():
    """Every value of every column of every row of the database, as text, by table."""
    for model in apps.get_models(include_auto_created=True):
        manager = model._meta.default_manager
        rows = manager.of_all("a test looks for what was destroyed") if hasattr(manager, "of_all") else manager.all()
        columns = [field.attname for field in model._meta.local_concrete_fields]
        for row in rows.values_list(*columns):
            for column, value in zip(columns, row, strict=True):
                binary = isinstance(value, bytes | memoryview)
                yield f"{model._meta.label}.{column}", _read(bytes(value)) if binary else str(value)


def _read(value):
    packed = value.startswith(b"x\x9c")
    return (zlib.decompress(value) if packed else value).decode("utf-8", "replace")


def places(words=WORDS):
    """Where in the database any of these words stands."""
    found = Counter()
    for place, said in everything():
        found.update([place] if any(word.lower() in said.lower() for word in words) else [])
    return found


def figures(college):
    """Counted by the database alone, without a line of the reports."""
    own = college.id
    said = {
        "marks": Counter(Entry.objects.of(own).values_list("course_id", "value")),
        "excuses": Counter(Excuse.objects.of(own).values_list("kind", "state")),
    }
    for label in (
        "assessment.Result",
        "statements.StatementLine",
        "statements.Debt",
        "modules.PracticeDay",
        "curriculum.Membership",
    ):
        said[label] = apps.get_model(label).objects.of(own).count()
    return said


def report(college):
    """What two reports say, without names."""
    deputy = college.actor("deputy")
    rows = [
        *built(deputy, "disciplines").rows,
        *built(deputy, "builder", rows="group", **{"m-students": "1", "m-missed": "1"}).rows,
    ]
    return [[cell for cell in row if isinstance(cell, int | float | Decimal)] for row in rows]


def test_nothing_is_due_while_somebody_is_here_or_his_year_is_open(college):
    assert due_people(college.actor("administrator")).lines == ()
    leaves(college, "student", date(2026, 10, 1))  # the open year
    assert line_of(college, "student") is None


def test_by_the_usual_table_access_and_consents_go_and_the_name_stays_for_seventy_five_years(college):
    leaves(college, "student")
    SubjectRequest.objects.of(college.id).update(answered_at=college.actor("deputy").now)
    line = line_of(college, "student")
    assert set(line.due) == {Document.ACCESS, Document.CONSENTS, Document.JOURNALS, Document.STATEMENTS} & set(line.due)
    assert {Document.ACCESS, Document.JOURNALS} <= set(line.due)
    assert NAME not in line.due
    assert max(day for _title, day in line.stays) == date(2095, 1, 1)
    act = drawn(college, "student")
    page = college.client("director").get(f"/archive/personal/{act.pk}/").content.decode()
    assert "Что исчезнет" in page
    assert "Сведения реестра" in page
    before = figures(college)
    assert carried_out(college, act).status_code == 302
    student = college.people["student"]
    student.refresh_from_db(from_queryset=Person.objects.of(college.id))
    assert (student.surname, student.birth_date, student.email) == ("Йотов", date(2001, 2, 3), "")
    assert not RegisterValue.objects.of(college.id).filter(person=student).exists()
    account = Account.objects.of(college.id).get(person=student)
    assert not account.is_active
    assert account.login.startswith("-")
    assert not Session.objects.filter(college=college.id, account=account).exists()
    left = places(("4512 990088", "iotov", "yotov", "проспал"))
    assert left == Counter()
    assert figures(college) == before
    assert list(audit.verify(college.id)) == []
    assert line_of(college, "student") is None  # what was destroyed is due no more


def test_with_the_way_in_goes_what_history_tells_of_the_mail(college):
    """By the usual table: the name and the causes of absence stay for now, the former and the last address do not."""
    leaves(college, "student")
    SubjectRequest.objects.of(college.id).update(answered_at=college.actor("deputy").now)
    mails = ("prezhnyaya@", "iotov@")
    assert "kernel.Change.reason" in places(mails)
    assert carried_out(college, drawn(college, "student")).status_code == 302
    assert places(mails) == Counter()
    assert list(audit.verify(college.id)) == []


def test_a_person_becomes_nobody_while_history_holds_and_every_figure_stays(college):
    leaves(college, "student")
    shortly_kept(college)
    before, told = figures(college), report(college)
    heads = audit.college_digest(college.id)
    assert places()["people.Person.surname"] == 1
    act = drawn(college, "student")
    assert heads != audit.college_digest(college.id)  # the act itself is told
    records = list(Change.objects.of(college.id).order_by("chain", "seq").values_list("pk", "hash"))
    assert carried_out(college, act).status_code == 302
    assert places() == Counter()
    student = college.people["student"].pk
    person = Person.objects.of(college.id).get(pk=student)
    assert str(person) == f"Студент {number_of(student)}"
    assert (person.birth_date, person.sex, person.nameless_on) == (None, "", worlds.TODAY)
    after = dict(Change.objects.of(college.id).values_list("pk", "hash"))
    assert all(bytes(after[pk]) == bytes(kept) for pk, kept in records)  # not a link was made anew
    assert list(audit.verify(college.id)) == []
    assert Change.objects.of(college.id).filter(actor_id=student).exists()
    assert set(Change.objects.of(college.id).filter(actor_id=student).values_list("actor_name", "device")) == {
        (str(person), "")
    }
    assert figures(college) == before
    assert report(college) == told
    found = college.client("administrator").get("/search/?q=Йотов").content.decode()
    assert number_of(student) not in found
    assert str(person) in college.client("teacher").get(f"/journals/{college.courses['electro'].pk}/").content.decode()
    # the act says who by number only, and the extract where in the chain
    said = PersonalActLine.objects.of(college.id).get(act=act.pk)
    assert said.rows > 5
    event = Change.objects.of(college.id).get(action=EVENT)
    sheet = load_workbook(
        io.BytesIO(b"".join(college.client("director").get(f"/archive/personal/{act.pk}/events/").streaming_content))
    )
    cells = [str(cell.value) for row in sheet.active.iter_rows() for cell in row]
    assert number_of(student) in cells
    assert bytes(event.hash).hex() in cells
    paper = college.client("director").get(f"/archive/personal/{act.pk}/paper/")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")


def test_the_package_of_a_year_after_a_destruction_is_whole_for_the_verifier_that_stands_alone(college, tmp_path):
    leaves(college, "student")
    shortly_kept(college)
    assert carried_out(college, drawn(college, "student")).status_code == 302
    actor = college.actor("deputy")
    group = college.groups["Э-21"]
    file = tmp_path / "package.zip"
    file.write_bytes(
        pack(actor, type(group).objects.of(college.id).select_related(*OF_GROUP).get(pk=group.pk), actor.now).body
    )
    package = Package(str(file))
    assert package.faults == []
    assert package.records > 10


def test_a_reason_put_away_by_hand_is_found(college):
    """The control: only a digest of the very words leaves the chain whole."""
    target = f"cell:{college.lessons['now'].pk.hex}:{college.people['student'].pk.hex}:1"
    rows = Change.objects.of(college.id).filter(target=target).exclude(reason="")
    rows.update(reason="")
    assert [one.why for one in audit.verify(college.id)] != []
    rows = Change.objects.of(college.id).filter(target=target, reason="", salt__isnull=False)
    rows.update(salt=bytes(32))
    assert [one.why for one in audit.verify(college.id)] != []


def test_a_reason_put_away_as_acts_do_it_but_by_no_act_is_found(college):
    """Whoever has the database in his hands can leave a true digest; that no act tells of it is seen, before an act and after one."""
    own, student = Change.objects.of(college.id), college.people["student"].pk

    def put_away(row):
        own.filter(pk=row.pk).update(reason="", salt=sha256(bytes(row.salt) + row.reason.encode()).digest())

    planted = own.filter(target__contains=student.hex).exclude(reason="").first()
    put_away(planted)
    assert [(one.chain, one.seq, one.why) for one in audit.verify(college.id)] == [
        (planted.chain, planted.seq, "пояснение стёрто без акта")
    ]
    assert [one.seq for one in audit.verify(college.id, [planted.chain])] == [planted.seq]
    own.filter(pk=planted.pk).update(reason=planted.reason, salt=planted.salt)
    leaves(college, "student")
    shortly_kept(college)
    assert carried_out(college, drawn(college, "student")).status_code == 302
    assert list(audit.verify(college.id)) == []
    told = own.get(action=audit.FORGOTTEN)
    assert told.chain == college.id
    assert own.filter(reason="", chain=planted.chain, seq__in=told.after["places"][planted.chain.hex]).exists()
    with transaction.atomic():
        head = audit.lock(college.id, college.courses["electro"].pk)
        audit.append(head, college.actor("teacher"), [audit.Event("journal.entry", "cell:other", "3", "5", "исправил")])
    other = own.get(target="cell:other")
    assert list(audit.verify(college.id)) == []
    put_away(other)
    assert [(one.chain, one.seq) for one in audit.verify(college.id)] == [(other.chain, other.seq)]


def test_it_is_carried_out_by_its_number_and_not_by_one_touch(college):
    leaves(college, "student")
    shortly_kept(college)
    act = drawn(college, "student")
    page = college.client("director").get(f"/archive/personal/{act.pk}/").content.decode()
    assert "резервных копиях" in page
    address, before = f"/archive/personal/{act.pk}/destroy/", places()
    for said in ({}, {"number": ""}, {"number": f"ПД-{act.number + 1}"}, {"number": "да"}):
        answer = college.client("director").post(address, said)
        assert answer.status_code == 422
        assert "Ничего не уничтожено" in answer.content.decode()
    assert places() == before
    assert college.client("director").post(address, {"number": f" № пд-{act.number}"}).status_code == 302


def test_who_drew_it_up_sees_no_way_to_carry_it_out(college):
    leaves(college, "student")
    shortly_kept(college)
    act = drawn(college, "student")
    page = college.client("administrator").get(f"/archive/personal/{act.pk}/").content.decode()
    assert f"/archive/personal/{act.pk}/destroy/" not in page
    assert "исполнит его другой человек" in page
    with pytest.raises(IntegrityError), transaction.atomic():  # nor does the database let one be both
        PersonalAct.objects.of(college.id).filter(pk=act.pk).update(done_by=act.made_by_id)


def test_whoever_proved_himself_long_ago_does_so_again_before(college):
    leaves(college, "student")
    shortly_kept(college)
    act = drawn(college, "student")
    client = college.client("director")
    session = client.session
    session["confirmed"] -= 24 * 3600
    session.save()
    before = places()
    said = client.post(f"/archive/personal/{act.pk}/destroy/", {"number": str(act.number)}).content.decode()
    assert "Подтвердите, что это вы" in said
    assert places() == before


def test_a_parent_of_one_who_studies_is_nobodys_past_whatever_he_was_here(college):
    """She taught here once, or had a child here before; her child is on a list today."""
    mother = college.people["ex_teacher"].pk
    leaves(college, "ex_teacher")
    assert line_of(college, "ex_teacher") is not None
    bond = Guardianship.objects.create(
        college=college.college, parent_id=mother, student=college.people["classmate"], since=date(2026, 9, 1)
    )
    assert line_of(college, "ex_teacher") is None
    Guardianship.objects.of(college.id).filter(pk=bond.pk).update(until=date(2026, 9, 30))
    assert line_of(college, "ex_teacher") is None  # the year in which she was last anything here is open


def test_who_is_on_the_list_of_a_group_has_not_left_though_his_role_was_taken(college):
    leaves(college, "student")
    assert line_of(college, "student") is not None
    Membership.objects.of(college.id).filter(student=college.people["student"].pk).update(left=None)
    assert line_of(college, "student") is None


def test_whoever_has_nothing_due_for_decades_hides_nobody(college, monkeypatch):
    """The first who left wait for the name alone; the next are looked at though a round has room for one."""
    from zhurnal.archive import departed

    monkeypatch.setattr(departed, "LOOKED", 1)
    SubjectRequest.objects.of(college.id).update(answered_at=college.actor("deputy").now)
    leaves(college, "student", date(2018, 6, 30))
    leaves(college, "adult", date(2018, 6, 30))
    assert carried_out(college, drawn(college, "student", "adult")).status_code == 302
    assert line_of(college, "student") is line_of(college, "adult") is None
    leaves(college, "classmate", date(2019, 6, 30))
    leaves(college, "ex_teacher", date(2020, 6, 30))
    assert line_of(college, "classmate") is not None
    assert line_of(college, "ex_teacher") is not None


def test_who_came_back_and_left_again_has_data_anew(college, frozen_time):
    SubjectRequest.objects.of(college.id).update(answered_at=college.actor("deputy").now)
    leaves(college, "student")
    assert carried_out(college, drawn(college, "student")).status_code == 302
    assert line_of(college, "student") is None
    leaves(college, "student", date(2027, 6, 30))  # he came back for the rest of the year
    AcademicYear.objects.of(college.id).update(closed_at=college.actor("deputy").now)
    frozen_time.move_to("2029-01-09T10:00:00+03:00")
    assert Document.ACCESS in line_of(college, "student").due


def test_two_people_and_everything_asked_anew(college):
    leaves(college, "student")
    shortly_kept(college)
    act = drawn(college, "student")
    assert "другой человек" in carried_out(college, act, "administrator").content.decode()
    again = college.client("ivc_head").post(
        "/archive/personal/draw/", {**COMMISSION, "person": [str(college.people["student"].pk)]}
    )
    assert again.status_code == 422  # it stands in an act already
    RoleGrant.objects.of(college.id).filter(person=college.people["student"].pk).update(until=None)  # he has come back
    assert "составьте новый" in carried_out(college, act).content.decode()
    leaves(college, "student")
    request = SubjectRequest.objects.of(college.id).filter(subject=college.people["student"].pk)
    assert request.update(answered_at=None)
    assert carried_out(college, act).status_code == 422
    request.update(answered_at=college.actor("deputy").now)
    set_rule(college.actor("deputy"), Rule(Document.ORDERS, 75, "", ""))
    assert carried_out(college, act).status_code == 422
    assert college.client("ivc_head").post(f"/archive/personal/{act.pk}/withdraw/").status_code == 302
    assert "отозван" in carried_out(college, act).content.decode()
    assert Person.objects.of(college.id).get(pk=college.people["student"].pk).surname == "Йотов"
    assert acts(college.actor("director"))[0][-1] == "отозван"


def test_it_is_done_whole_or_not_at_all(college, monkeypatch):
    leaves(college, "student")
    shortly_kept(college)
    act = drawn(college, "student")
    before = places()
    real = acting.erase

    def broken(*said):
        real(*said)
        message = "the power went"
        raise RuntimeError(message)

    monkeypatch.setattr(acting, "erase", broken)
    assert carried_out(college, act).status_code == 500
    assert places() == before
    assert PersonalAct.objects.of(college.id).get(pk=act.pk).state == "draft"


def test_a_package_that_names_him_holds_his_name_back(college):
    leaves(college, "student")
    shortly_kept(college)
    YearPackage.objects.of(college.id).update(destroyed_at=None)
    assert "пакете" in line_of(college, "student").hold
    assert isinstance(acting.draw_up(college.actor("administrator"), "А", "Б", [college.people["student"].pk]), Refusal)


@pytest.mark.parametrize(("day", "packed"), [(date(2023, 6, 30), True), (date(2019, 6, 30), False)])
def test_a_package_of_his_time_holds_back_the_name_of_one_of_the_staff(college, day, packed):
    """It names whoever taught, led or wrote in its journals."""
    old = AcademicYear.objects.create(
        college=college.college,
        name="2022/23",
        starts=date(2022, 9, 1),
        ends=date(2023, 6, 30),
        closed_at=worlds.RECORDED,
    )
    YearPackage.objects.of(college.id).update(destroyed_at=None, year=old)
    leaves(college, "ex_teacher", day)
    leaves(college, "parent", day)
    left = departed(college.id, worlds.TODAY)
    assert left[college.people["ex_teacher"].pk].packed is packed
    assert left[college.people["parent"].pk].packed is False


def test_staff_and_parents_have_words_of_their_own_and_staff_stays_with_what_was_signed(college):
    for name in ("parent", "ex_teacher"):
        leaves(college, name, date(2023, 6, 30))
    shortly_kept(college)
    teacher, parent = line_of(college, "ex_teacher"), line_of(college, "parent")
    assert teacher.word == "Сотрудник"
    assert NAME not in teacher.due
    assert parent.word == "Родитель"


def test_a_login_that_was_destroyed_is_given_to_nobody(college):
    leaves(college, "student")
    shortly_kept(college)
    assert carried_out(college, drawn(college, "student")).status_code == 302
    logins = Account.objects.of(college.id).values_list("login", flat=True)
    assert "yotov" not in set(logins)
    assert free_login("Йотов", "Пётр", Taken(logins)) != free_login("Йотов", "Пётр", set(logins))


def test_the_officer_hears_of_a_term_a_month_before(college, frozen_time):
    leaves(college, "student", date(2025, 6, 29))
    SubjectRequest.objects.of(college.id).update(answered_at=college.actor("deputy").now)
    worlds_year = college.year
    type(worlds_year).objects.of(college.id).filter(pk=worlds_year.pk).update(closed_at=None)
    found = due_people(college.actor("administrator"))
    assert (found.soon, found.soon_on) == (0, None)
    frozen_time.move_to("2026-12-02T10:00:00+03:00")
    found = due_people(college.actor("administrator"))
    assert (found.soon, found.soon_on) == (1, date(2027, 1, 1))
    page = college.client("administrator").get("/archive/personal/").content.decode()
    assert "Скоро выйдет срок" in page


def test_terms_by_part():
    years = dict.fromkeys(Document, 5) | {Document.ACCESS: 1, Document.SUMMARIES: 75}
    present = {Document.ACCESS, Document.JOURNALS}
    day = due_on(GONE, 1)
    assert standing(GONE, present, (), years, day - timedelta(days=1)).due == ()
    assert standing(GONE, present, (), years, day).due == (Document.ACCESS,)
    whole = standing(GONE, present, {Document.ACCESS}, years, due_on(GONE, 5))
    assert set(whole.due) == {Document.JOURNALS, NAME}
    assert whole.stays == ()
    assert standing(GONE, {*present, Document.SUMMARIES}, (), years, due_on(GONE, 74)).stays[-1] == (
        NAME,
        due_on(GONE, 75),
    )


def test_a_table_of_which_the_declaration_is_lost_keeps_its_words(college, monkeypatch):
    """The control of «nothing of him stays»: it sees what was forgotten."""
    from zhurnal.archive import departed

    leaves(college, "student")
    shortly_kept(college)
    monkeypatch.setattr(
        departed, "holdings", lambda: tuple(one for one in holdings() if one.label != "registers.RegisterValue")
    )
    assert carried_out(college, drawn(college, "student")).status_code == 302
    assert set(places()) == {"registers.RegisterValue.value", "kernel.Change.reason"}


def test_the_number_of_statements_does_not_grow_with_people(college):
    counts = []
    for names in (("student",), ("student", "classmate", "adult", "sister", "parent", "ex_parent")):
        for name in names:
            leaves(college, name)
        with CaptureQueriesContext(connection) as asked:
            due_people(college.actor("administrator"))
        counts.append(len(asked))
    assert counts[0] == counts[1] < 120
    assert Consent.objects.of(college.id).count() >= 0
    assert Device.objects.of(college.id).count() >= 0
