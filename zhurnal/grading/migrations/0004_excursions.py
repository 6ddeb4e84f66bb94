"""«Экскурсия» among the kinds of a college that has kinds already: clause 3.7 names it, and until now nobody could add one."""

from django.db import migrations

NAME, SHORT = "экскурсия", "ЭК"


def add(apps, schema_editor):
    kinds = apps.get_model("grading", "WorkKind").objects
    for college in sorted(set(kinds.values_list("college_id", flat=True))):
        own = kinds.filter(college_id=college)
        if own.filter(code="excursion").exists() or own.filter(name=NAME).exists() or own.filter(short=SHORT).exists():
            continue
        last = own.order_by("-position").values_list("position", flat=True).first()
        kinds.create(college_id=college, code="excursion", name=NAME, short=SHORT, weight=100, position=last + 1)


class Migration(migrations.Migration):

    dependencies = [
        ('grading', '0003_closed_kinds'),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
