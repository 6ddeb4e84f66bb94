"""T20: every table and every column is declared, and the declarations are true of the real tables."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from tests.privacy import document
from zhurnal.kernel.held import holdings, undeclared
from zhurnal.kernel.holdings import GIVEN_OUT, Category, Table
from zhurnal.people.models import Person
from zhurnal.privacy.rules.ledger import CATEGORY_WORDS, SOURCES, TERMS
from zhurnal.privacy.rules.words import word

NOT_OURS = {"django_migrations"}
BY_PERSON = {(one.model, column.name): column.category for one in holdings() for column in one.table.columns}


def declared():
    return {one.model: one.table for one in holdings()}


def test_every_table_and_every_column_is_declared_once():
    known = declared()
    assert [
        fault for model in apps.get_models(include_auto_created=True) for fault in undeclared(model, known.get(model))
    ] == []
    assert len(known) == len(holdings()) > 110


@pytest.mark.django_db
def test_the_database_has_no_table_that_no_declaration_knows():
    with connection.cursor() as cursor:
        real = set(connection.introspection.table_names(cursor)) - NOT_OURS
    assert real - {model._meta.db_table for model in declared()} == set()


@isolate_apps("zhurnal.people", "zhurnal.organisation")
def test_a_new_column_and_a_new_table_are_seen():
    class Planted(models.Model):
        known = models.CharField(max_length=5)
        diagnosis = models.CharField(max_length=80)

        class Meta:
            app_label = "people"

    said = Table("Planted", "Подложено", kept="person", facts="known known gone")
    assert undeclared(Planted, said) == [
        "people.Planted.diagnosis: not declared",
        "people.Planted.gone: declared, but no column",
        "people.Planted.known: declared twice",
    ]
    assert undeclared(Planted, None) == ["people.Planted: no declaration"]


def test_each_key_has_its_sentence_and_each_category_its_words():
    assert [one.label for one in holdings() if one.table.kept not in TERMS or one.table.source not in SOURCES] == []
    assert set(CATEGORY_WORDS) == set(Category)


def test_a_column_that_names_a_person_says_in_what_part():
    lawful = {Category.LINK, Category.MAKER, Category.MIXED}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in declared()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is Person and BY_PERSON[model, field.name] not in lawful
    ]
    assert wrong == []


def _end(model, path):
    """The model and the field at the end of a path."""
    if path == "id":
        return model, model._meta.pk
    for name in path.split("__")[:-1]:
        model = model._meta.get_field(name).related_model
    return model, model._meta.get_field(path.split("__")[-1])


def test_paths_to_the_subject_end_at_a_person():
    for one in holdings():
        for path in one.table.subjects.split():
            model, field = _end(one.model, path)
            named = (field.related_model if field.is_relation else None) is Person or model is Person
            assert named or one.label in {"kernel.Change", "indicators.LessonFigures", "privacy.Reading"}, (
                f"{one.label}: {path}"
            )
        for path in one.table.shown.split():
            assert _end(one.model, path)[1] is not None


def test_what_the_subject_reads_has_russian_words():
    missing = []
    for one in holdings():
        given = [c.name for c in one.table.columns if c.category in (*GIVEN_OUT, Category.MAKER)]
        for name in [*given, *one.table.shown.split()] if one.table.subjects else []:
            try:
                word(one.label, name)
            except KeyError:
                missing.append(f"{one.label}.{name}")
    assert missing == []


CODED = {  # long, but a code, an address, a type, ids of rows or the college's own words
    "checks.Finding.place", "curriculum.WorkProgramme.title", "incidents.Anomaly.key", "incidents.Incident.spared",
    "inspection.Remark.places", "inspection.Round.aim", "inspection.Round.title", "journal.OpenRequest.places", "kernel.Change.target",
    "movement.Credit.traces", "movement.Movement.traces", "notifications.Notice.about", "notifications.Notice.url", "opening.Opening.settled", "privacy.PolicyText.text", "reports.BuiltReport.name",
    "tasks.Task.about", "tasks.Task.place", "tasks.TaskFile.media", "timetable.Lesson.link", "timetable.Lesson.outer_key",
    "timetable.Slot.link",
}  # fmt: skip


def _holds_text(field):
    """Whether a column can hold a sentence."""
    whole = field.get_internal_type() in {"TextField", "JSONField", "BinaryField"}
    return whole or (field.get_internal_type() == "CharField" and field.max_length >= 80)


def test_a_long_text_in_a_table_about_people_is_not_declared_as_nothing():
    texts = {
        f"{one.label}.{column.name}"
        for one in holdings()
        for column in one.table.columns
        if one.table.personal
        and column.category is Category.PLAIN
        and _holds_text(one.model._meta.get_field(column.name))
    }
    assert texts - CODED == set()


def test_the_page_is_made_from_the_declarations():
    assert document.PAGE.read_text("utf-8") == document.table(), "python -m tests.privacy.document"
