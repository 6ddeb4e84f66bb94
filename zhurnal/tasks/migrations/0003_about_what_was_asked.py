from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0002_moved_deadlines'),
    ]

    operations = [
        migrations.AlterField(
            model_name='task',
            name='about',
            field=models.CharField(blank=True, max_length=600),
        ),
    ]
