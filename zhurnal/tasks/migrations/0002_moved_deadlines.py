from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0001_tasks'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='planned',
            field=models.DateField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name='task',
            name='task_series_once',
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(models.F('college'), models.F('series'), Coalesce('planned', 'due'), condition=models.Q(('series__isnull', False)), name='task_series_once'),
        ),
    ]
