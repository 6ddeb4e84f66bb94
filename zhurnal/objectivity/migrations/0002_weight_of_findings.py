from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('objectivity', '0001_explanations'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='explanation', name='explanation_count'),
        migrations.RenameField(model_name='explanation', old_name='count', new_name='weight'),
        migrations.AddConstraint(
            model_name='explanation',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 0)), name='explanation_weight'),
        ),
    ]
