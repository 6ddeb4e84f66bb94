from django.db import migrations

import zhurnal.organisation.models.owned


class Migration(migrations.Migration):

    dependencies = [
        ("modules", "0001_initial"),
        ("people", "0008_own_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="practiceday",
            name="led_by",
            field=zhurnal.organisation.models.owned.CollegeForeignKey(null=True, to="people.person"),
        ),
        # Days written before: as the ledger counted them until now, to the leader of their page.
        migrations.RunSQL(
            "UPDATE modules_practiceday SET led_by_id = (SELECT p.leader_id FROM modules_practicepage p"
            " WHERE p.id = modules_practiceday.page_id AND p.college_id = modules_practiceday.college_id)",
            migrations.RunSQL.noop,
        ),
    ]
