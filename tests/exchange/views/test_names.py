"""The screen of names: answered, remembered, forgotten; what was typed stays on a refusal."""

import pytest
from django.urls import reverse

from tests.exchange.college import timetable
from tests.exchange.plan.test_names import DAY
from tests.exchange.readers.books import WEDNESDAY, day_sheet
from tests.exchange.views.test_imports import run_of, text_of, upload
from zhurnal.exchange.forms import field_of
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.exchange.queries.names import questions_of


def test_from_the_question_to_the_lesson_and_back(office, desk):
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(0, 3, 1)])})
    run = run_of(upload(office, files={"день.xls": day_sheet(*WEDNESDAY)}))
    assert "не узнал" in text_of(office.get(reverse("exchange:import", args=[run])))
    address = reverse("exchange:asked-names", args=[run])
    page = office.get(address)
    assert "ТЭ-11" in text_of(page)
    question = next(q for q in questions_of(ImportRun.objects.of(desk.college.id).get(pk=run)) if q.kind == "room")
    wrong = office.post(address, {f"{field_of(question)}-own": "Зал, которого нет"})
    assert wrong.status_code == 422
    assert "Зал, которого нет" in wrong.content.decode()
    kinds = ("group", "teacher", "discipline", "room", "course")
    for _turn in range(2):
        found = questions_of(ImportRun.objects.of(desk.college.id).get(pk=run))
        said = {field_of(q): "new" for q in found if q.near}
        assert office.post(address, {**{f"all-{kind}": "new" for kind in kinds}, **said}).status_code == 302
    assert office.post(reverse("exchange:apply", args=[run]), {"decision": "apply"}).status_code == 302
    assert desk.rows("lesson").filter(date=DAY).count() == 6
    listed = office.get(reverse("exchange:names"))
    assert "ТЭ-11" in text_of(listed)
    kept = NameMapping.objects.of(desk.college.id).filter(kind="room").first()
    assert office.post(reverse("exchange:forget-name", args=[kept.pk])).status_code == 302
    assert not NameMapping.objects.of(desk.college.id).filter(pk=kept.pk).exists()


@pytest.mark.once
def test_two_files_wait_and_both_are_answered(office, desk):
    """The second answer about the same name takes the place of the first."""
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(0, 3, 1)])})
    runs = [run_of(upload(office, files={"день.xls": day_sheet(*WEDNESDAY)})) for _turn in range(2)]
    for run in runs:
        question = next(q for q in questions_of(ImportRun.objects.of(desk.college.id).get(pk=run)) if q.kind == "room")
        address = reverse("exchange:asked-names", args=[run])
        assert office.post(address, {field_of(question): "new"}).status_code == 302
        if run == runs[0]:
            kept = NameMapping.objects.of(desk.college.id).get(kind="room", key=question.key)
    again = NameMapping.objects.of(desk.college.id).get(kind="room", key=question.key)
    assert (again.pk, again.answer) == (kept.pk, "new")
