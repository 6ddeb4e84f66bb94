from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_names_of_a_broker'),
    ]

    operations = [
        migrations.AddField(
            model_name='device',
            name='former',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
    ]
