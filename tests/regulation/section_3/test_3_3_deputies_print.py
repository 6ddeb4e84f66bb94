"""3.3: deputies print pages of the journals of theory and of professional modules, and change nothing by it (1.3: on paper from the journal itself)."""

import io

import pytest
from pypdf import PdfReader

from tests import worlds
from tests.regulation.browser import Person, states
from zhurnal.journal.models import Entry, LessonRecord

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


def printed(person: Person, address: str) -> str:
    response = person.client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(response.content)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u00a0", " ")


@pytest.mark.parametrize("who", ["deputy", "deputy_practice"])
def test_pages_of_both_journals_are_printed_as_they_are_written(who):
    world = worlds.make_college("vek", "А")
    for name, course, lesson, topic in (
        ("teacher", "electro", "now", "Закон Ома"), ("other_teacher", "module", "module", "Монтаж щита"),
    ):  # fmt: skip
        teacher = Person(world, name)
        commands = (teacher.topic(lesson, topic), teacher.work(lesson, "oral"), teacher.absence(lesson, "classmate"))
        assert states(teacher.send(course, *commands)) == ["saved"] * 3
        assert states(teacher.send(course, teacher.mark(lesson, "student", "4"))) == ["saved"]
    before = set(Entry.objects.of(world.id).values_list("pk", "version")), LessonRecord.objects.of(world.id).count()

    deputy = Person(world, who)
    group = world.groups["Э-21"].pk
    assert "Сводная ведомость посещаемости" in deputy.sees(f"/print/groups/{group}/")
    for course, title, topic in (
        ("electro", "ОП.02 Электротехника А", "Закон Ома"),
        ("module", "МДК.01.01 Обслуживание А", "Монтаж щита"),
    ):
        page = printed(deputy, f"/print/journals/{world.courses[course].pk}/")
        assert title in page
        assert topic in page
        lines = page.splitlines()
        assert any(line.endswith("Калугин-А С. А. 4") for line in lines)
        assert any("Удальцов-А С. И. н" in line for line in lines)
    whole = printed(deputy, f"/print/groups/{group}/file/?part=title&part=lessons&part=remarks")
    for words in (
        "УЧЁТА ТЕОРЕТИЧЕСКОГО",
        "по профессиональным модулям",
        "Закон Ома",
        "Монтаж щита",
        "Замечания и предложения",
    ):
        assert words.casefold() in whole.casefold()
    after = set(Entry.objects.of(world.id).values_list("pk", "version")), LessonRecord.objects.of(world.id).count()
    assert after == before
