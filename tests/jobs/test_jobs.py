"""A job is done once, unit by unit; it is stopped, goes on, survives its worker, and says why it did not come off."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from tests import worlds
from zhurnal.jobs import works
from zhurnal.jobs.actions import working
from zhurnal.jobs.actions.asking import ask, resume, stop
from zhurnal.jobs.actions.sweeping import at_night
from zhurnal.jobs.actions.working import work_until_idle
from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.jobs.rules.states import MOST_ATTEMPTS, MOST_OPEN, State, share
from zhurnal.jobs.signals import job_ended
from zhurnal.jobs.worker import alone
from zhurnal.jobs.works import Piece, Unit, Work
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world(settings, tmp_path) -> worlds.World:
    settings.STATE_DIR = tmp_path
    return worlds.make_college("vek", "А")


class Paper:
    """Work that writes a page for each name, and notes what it was asked for."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.breaks_at: dict[str, BaseException] = {}
        self.before = lambda _key: None

    def make(self, _actor, _arguments, unit):
        self.before(unit.key)
        if unit.key in self.breaks_at:
            raise self.breaks_at.pop(unit.key)
        self.made.append(unit.key)
        return [Piece(f"{unit.key}.pdf", unit.key.encode())]


@pytest.fixture
def paper(monkeypatch) -> Paper:
    found = Paper()
    monkeypatch.setattr(works, "_works", {})
    works.register_work(
        Work(
            "paper",
            lambda _actor, given: [Unit(n, f"Группа {n}") for n in given["names"]],
            found.make,
            lambda *_: "Журналы",
        )
    )
    return found


def asked(world, *names) -> Job:
    job = ask(world.actor("deputy"), "paper", "Печать журналов", {"names": list(names)})
    assert isinstance(job, Job)
    return job


def fresh(job) -> Job:
    return Job.objects.of(job.college_id).get(pk=job.pk)


def test_a_job_makes_its_units_in_order_and_keeps_the_result(world, paper):
    ended = []
    job_ended.connect(lambda job, **_more: ended.append(job.state), weak=False, dispatch_uid="test")
    job = asked(world, "Э-21", "ТЭ-11")

    assert work_until_idle() == 1

    job = fresh(job)
    assert (job.state, job.done, job.total, job.file_name, job.said) == (State.DONE, 2, 2, "Журналы.zip", "")
    kept = zipfile.ZipFile(io.BytesIO(Folder(job.pk).result.read_bytes()))
    assert kept.namelist() == ["Э-21.pdf", "ТЭ-11.pdf"]
    assert [path.name for path in Folder(job.pk).path.iterdir()] == ["result"]
    assert (ended, work_until_idle()) == (["done"], 0)
    job_ended.disconnect(dispatch_uid="test")


def test_one_file_is_not_packed(world, paper):
    job = asked(world, "Э-21")
    work_until_idle()
    assert (fresh(job).file_name, Folder(job.pk).result.read_bytes()) == ("Журналы.pdf", "Э-21".encode())


def test_who_asks_again_gets_the_job_that_runs_and_nobody_fills_the_queue(world, paper):
    assert asked(world, "1").pk == asked(world, "1").pk
    for number in range(2, MOST_OPEN + 1):
        asked(world, str(number))
    refused = ask(world.actor("deputy"), "paper", "Печать", {"names": ["ещё"]})
    assert isinstance(refused, Refusal)
    assert "Фоновые работы" in str(refused)
    assert isinstance(ask(world.actor("director"), "paper", "Печать", {"names": ["ещё"]}), Job)


def test_a_stopped_job_goes_on_where_it_stopped(world, paper):
    job = asked(world, "1", "2", "3")
    paper.before = lambda key: stop(world.actor("deputy"), fresh(job)) if key == "2" else None
    work_until_idle()
    assert (fresh(job).state, paper.made) == (State.CANCELLED, ["1", "2"])

    paper.before = lambda _key: None
    resume(world.actor("deputy"), fresh(job))
    work_until_idle()

    assert (fresh(job).state, paper.made) == (State.DONE, ["1", "2", "3"])


def test_a_job_whose_worker_died_is_taken_up_and_makes_nothing_twice(world, paper):
    job = asked(world, "1", "2")
    paper.breaks_at["2"] = KeyboardInterrupt()  # the process ends here
    with pytest.raises(KeyboardInterrupt):
        work_until_idle()
    assert fresh(job).state == State.RUNNING

    assert work_until_idle() == 1
    assert (fresh(job).state, fresh(job).attempts, paper.made) == (State.DONE, 2, ["1", "2"])


def test_a_job_that_kills_its_workers_is_left_alone(world, paper):
    job = asked(world, "1")
    Job.objects.of(world.id).filter(pk=job.pk).update(state=State.RUNNING, attempts=MOST_ATTEMPTS)
    work_until_idle()
    assert (fresh(job).state, "администратору" in fresh(job).said, paper.made) == (State.FAILED, True, [])


def test_a_refusal_is_told_in_its_words_and_a_fault_by_its_number(world, paper, caplog):
    refused, broken = asked(world, "1"), asked(world, "2")
    paper.breaks_at = {"1": Refused(Refusal("empty", "В группе нет студентов.")), "2": ValueError("Иванов")}
    work_until_idle()
    assert (fresh(refused).state, fresh(refused).said) == (State.FAILED, "В группе нет студентов.")
    job = fresh(broken)
    assert (job.state, job.fault in job.said, job.fault in caplog.text, "Иванов" in job.said) == (
        State.FAILED,
        True,
        True,
        False,
    )

    resume(world.actor("deputy"), job)
    work_until_idle()
    assert (fresh(job).state, fresh(job).fault) == (State.DONE, "")


def test_whoever_lost_his_account_gets_nothing_made(world, paper):
    job = asked(world, "1")
    Account.objects.of(world.id).filter(pk=world.accounts["deputy"].pk).update(is_active=False)
    work_until_idle()
    assert (fresh(job).state, paper.made) == (State.FAILED, [])


def test_a_second_worker_leaves_the_work_to_the_first(world, paper):
    asked(world, "1")
    with alone() as first:
        assert (first, work_until_idle(patience=0)) == (True, 0)
    assert work_until_idle() == 1


def test_the_night_takes_old_files_away_and_keeps_the_trace(world, paper):
    job = asked(world, "1")
    work_until_idle()
    assert at_night(world.college, fresh(job).keep_until) == "убрано файлов работ: 0"
    assert at_night(world.college, date(2027, 1, 1)) == "убрано файлов работ: 1"
    assert (Folder(job.pk).path.exists(), fresh(job).state, fresh(job).file_name) == (False, State.DONE, "")


def test_the_night_takes_the_pieces_of_a_stopped_job_too_and_it_may_still_go_on(world, paper):
    job = asked(world, "1", "2")
    paper.before = lambda key: stop(world.actor("deputy"), fresh(job)) if key == "1" else None
    work_until_idle()
    assert list(Folder(job.pk).path.glob("*.part"))

    at_night(world.college, date(2027, 1, 1))
    assert not Folder(job.pk).path.exists()

    paper.before = lambda _key: None
    resume(world.actor("deputy"), fresh(job))
    work_until_idle()
    assert (fresh(job).state, paper.made) == (State.DONE, ["1", "1", "2"])


def test_what_was_made_last_is_kept_when_the_job_is_stopped_meanwhile(world, paper):
    job = asked(world, "1")
    paper.before = lambda _key: stop(world.actor("deputy"), fresh(job))
    work_until_idle()
    assert fresh(job).state == State.CANCELLED

    paper.before = lambda _key: None
    resume(world.actor("deputy"), fresh(job))
    work_until_idle()
    assert (fresh(job).state, paper.made) == (State.DONE, ["1"])


def test_a_job_stopped_before_the_worker_takes_it_is_not_done(world, paper, monkeypatch):
    job = asked(world, "1")
    monkeypatch.setattr(
        working, "_asker", lambda found: stop(world.actor("deputy"), fresh(found)) or world.actor("deputy")
    )
    work_until_idle()
    assert (fresh(job).state, paper.made) == (State.CANCELLED, [])


def test_pages_tell_what_a_person_asked_for(world, paper, client):
    browser = worlds.sign_in(client, world.accounts["deputy"])
    job = asked(world, "1", "2")
    page = browser.get("/jobs/").content.decode()
    assert "Печать журналов" in page
    assert f"{job.asked_at.astimezone(world.actor('deputy').now.tzinfo):%H:%M}" in page  # by the college's clock
    assert "Ждёт очереди" in browser.get(f"/jobs/{job.pk}/").content.decode()
    assert browser.get(f"/jobs/{job.pk}/file/").status_code == 403
    work_until_idle()
    assert "Скачать" in browser.get(f"/jobs/{job.pk}/").content.decode()
    answer = browser.get(f"/jobs/{job.pk}/file/")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "filename*=UTF-8''%D0%96" in answer["Content-Disposition"]


def test_the_page_says_how_much_was_made_and_where_it_is_kept(world, paper, client, monkeypatch):
    kept = replace(
        works.work_named("paper"), make=lambda *_said: [], kept=lambda _given: ("/archive/years/", "Годы и пакеты")
    )
    monkeypatch.setitem(works._works, "paper", kept)
    browser, job = worlds.sign_in(client, world.accounts["deputy"]), asked(world, "1", "2")
    assert "Годы и пакеты" not in browser.get(f"/jobs/{job.pk}/").content.decode()
    Job.objects.of(world.id).filter(pk=job.pk).update(state=State.CANCELLED, done=1, total=2)
    assert "Сделанное сохранено. Сделано 1 из 2." in browser.get(f"/jobs/{job.pk}/").content.decode()
    resume(world.actor("deputy"), fresh(job))
    work_until_idle()
    done = browser.get(f"/jobs/{job.pk}/").content.decode()
    assert ('href="/archive/years/"' in done, "Годы и пакеты" in done) == (True, True)


def test_how_far():
    assert (share(0, 0), share(1, 3), share(3, 3)) == (0, 333, 1000)


def test_work_that_goes_on_makes_the_rest_and_names_what_was_not_made(world, paper, monkeypatch):
    monkeypatch.setitem(works._works, "paper", replace(works.work_named("paper"), goes_on=True))
    paper.breaks_at = {"Э-21": Refused(Refusal("broken", "История нарушена.")), "Э-23": ZeroDivisionError()}
    job = asked(world, "Э-21", "Э-22", "Э-23", "Э-24")
    assert work_until_idle() == 1
    job = Job.objects.of(world.id).get()
    assert (job.state, paper.made) == (State.FAILED, ["Э-22", "Э-24"])
    assert job.said.startswith(
        "Не сделано 2 из 4: Группа Э-21, Группа Э-23. История нарушена. Сообщите администратору номер "
    )
    assert resume(world.actor("deputy"), job) is None
    work_until_idle()
    assert (Job.objects.of(world.id).get().state, paper.made) == (State.DONE, ["Э-22", "Э-24", "Э-21", "Э-23"])


def test_of_many_that_failed_some_are_named_and_the_number_is_never_cut_off(world, paper, monkeypatch):
    monkeypatch.setitem(works._works, "paper", replace(works.work_named("paper"), goes_on=True))
    names = [f"Г-{number}" for number in range(40)]
    paper.breaks_at = {name: ZeroDivisionError() for name in names}
    asked(world, *names)
    work_until_idle()
    said = Job.objects.of(world.id).get().said
    assert re.fullmatch(
        r"Не сделано 40 из 40: (Группа Г-\d+, ){4}Группа Г-4 и ещё 35\. Сообщите администратору номер \w{8}\.", said
    )


def test_the_file_is_taken_while_everything_in_it_is_within_reach(world, paper, monkeypatch):
    """A role that ended, or another department's: the file that was ordered before opens no more."""
    reached = ["Э-21", "ТЭ-11"]
    monkeypatch.setitem(
        works._works, "paper", replace(works._works["paper"], units=lambda *_: [Unit(n, n) for n in reached])
    )
    job = asked(world, "Э-21", "ТЭ-11")
    work_until_idle()
    assert fresh(job).units == ["Э-21", "ТЭ-11"]
    client, address = world.client("deputy"), f"/jobs/{job.pk}/file/"

    def taken():
        answer = client.get(address)
        if answer.streaming:
            answer.getvalue()  # to its end: then the file is closed
        return answer.status_code

    assert taken() == 200
    reached[:] = ["Э-21", "ТЭ-12"]  # as many, but others
    answer = client.get(address)
    assert (answer.status_code, "нет права на всё" in answer.content.decode()) == (403, True)
    Job.objects.of(world.id).filter(pk=job.pk).update(units=[])  # of an earlier release
    assert taken() == 200
    reached.pop()
    assert taken() == 403
