"""Only what is open is kept in order of its due time; what no query asks is not kept in order."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_duty_indexes"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="caserow", name="casework_case_stage"),
        migrations.RemoveIndex(model_name="dutyrow", name="casework_duty_of_role"),
        migrations.RemoveIndex(model_name="dutyrow", name="casework_duty_of_unit"),
        migrations.RemoveIndex(model_name="dutyrow", name="casework_duty_by_due"),
        migrations.AlterField(
            model_name="dutyrow",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="duties",
                to="casework.caserow",
            ),
        ),
        migrations.AlterField(
            model_name="placement",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="placements",
                to="casework.caserow",
            ),
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["due"],
                name="casework_open_by_due",
            ),
        ),
    ]
