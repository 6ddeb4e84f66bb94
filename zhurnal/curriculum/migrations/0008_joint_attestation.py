from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("curriculum", "0007_viewed_until"),
    ]

    operations = [
        migrations.AddField(
            model_name="planload",
            name="joint",
            field=models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
    ]
