from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_jobs'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='units',
            field=models.JSONField(default=list),
        ),
    ]
