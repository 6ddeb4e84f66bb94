"""2.5, 2.6: deputies check the journals of classes and of professional modules; a remark, an answer, a closing; a visa; the paper."""

import pytest

from tests import worlds
from zhurnal.inspection.models import Remark, Round


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


@pytest.mark.parametrize(
    ("deputy", "course", "teacher", "lesson"),
    [("deputy", "electro", "teacher", "closed"), ("deputy_practice", "module", "other_teacher", "module")],
)
def test_a_deputy_checks_a_journal_and_closes_what_was_repaired(world, deputy, course, teacher, lesson):
    checker, writer, journal = world.client(deputy), world.client(teacher), world.courses[course]
    planned = {"title": "Ноябрьская", "aim": "Темы", "since": "2026-11-16", "until": "2026-11-27", "kind": journal.kind}
    assert checker.post("/inspection/new/", planned).status_code == 302
    found = Round.objects.of(world.id).get()
    said = {"text": "Не записана тема занятия.", "due": "2026-11-27", "round": str(found.pk),
            "lesson": str(world.lessons[lesson].pk), "part": "topic"}  # fmt: skip
    assert checker.post(f"/inspection/journals/{journal.pk}/new/", said).status_code == 302
    remark = Remark.objects.of(world.id).get()
    assert "Не записана тема занятия." in writer.get("/remarks/").content.decode()
    assert (
        writer.post(f"/inspection/remarks/{remark.pk}/answer/", {"step": "done", "words": "Записана"}).status_code
        == 302
    )
    assert checker.post(f"/inspection/remarks/{remark.pk}/settle/", {"step": "confirmed"}).status_code == 302
    assert checker.post(f"/inspection/journals/{journal.pk}/visa/", {"until": "2026-11-23"}).status_code == 302
    page = writer.get(f"/inspection/journals/{journal.pk}/").content.decode()
    assert ("Не записана тема занятия." in page, "исполнено 24.11.2026" in page, "по 23.11.2026" in page) == (True,) * 3
    paper = checker.get(f"/inspection/rounds/{found.pk}/reference/").content.decode()
    assert ("Справка по итогам проверки журналов № 1" in paper, "исполнено 24.11.2026" in paper) == (True, True)


def test_families_never_see_remarks(world):
    journal = world.courses["electro"].pk
    for name in ("student", "parent"):
        visitor = world.client(name)
        assert [
            visitor.get(url).status_code for url in (f"/inspection/journals/{journal}/", "/remarks/", "/inspection/")
        ] == [404] * 3
