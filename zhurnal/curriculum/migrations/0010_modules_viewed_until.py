"""Up to which day the pages of practice and exams of a group's modules were looked through."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0009_hours_corrections")]
    operations = [migrations.AddField("group", "modules_viewed_until", models.DateField(null=True))]
