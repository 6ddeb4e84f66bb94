from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("curriculum", "0010_modules_viewed_until"),
    ]

    operations = [
        migrations.AddField(
            model_name="curriculum",
            name="graphic",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
