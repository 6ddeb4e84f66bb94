from datetime import datetime
from typing import Any

from django.db import migrations, models

NOTE = "личный срок до "


def read_notes(apps: Any, _editor: Any) -> None:
    """Debts told their personal term in a note only; what was written there by the journal is read."""
    debt = apps.get_model("statements", "Debt")
    for row in debt.objects.filter(note__startswith=NOTE, source__isnull=True).iterator():
        try:
            row.personal_until = datetime.strptime(row.note.removeprefix(NOTE), "%d.%m.%Y").date()
        except ValueError:  # words of a person that only begin alike
            continue
        debt.objects.filter(pk=row.pk).update(personal_until=row.personal_until)


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0003_state_attestation'),
    ]

    operations = [
        migrations.AddField(
            model_name='debt',
            name='personal_until',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='debttry',
            name='outcome',
            field=models.CharField(choices=[('planned', 'назначена'), ('passed', 'сдано'), ('failed', 'не сдано'), ('excused', 'не явился по уважительной причине, попытка не считается'), ('barred', 'не допущен, попытка не считается')], default='planned', max_length=8),
        ),
        migrations.RemoveConstraint(
            model_name='debttry',
            name='debttry_number',
        ),
        migrations.AddConstraint(
            model_name='debttry',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome__in', ('excused', 'barred')), _negated=True), fields=('college', 'debt', 'number'), name='debttry_number'),
        ),
        migrations.RunPython(read_notes, migrations.RunPython.noop, elidable=True),
    ]
