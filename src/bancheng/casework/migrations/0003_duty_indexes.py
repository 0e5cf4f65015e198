"""Duties are found by their state first, on both engines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_search"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="dutyrow",
            name="casework_duty_of_role",
        ),
        migrations.RemoveIndex(
            model_name="dutyrow",
            name="casework_duty_of_unit",
        ),
        migrations.RemoveIndex(
            model_name="dutyrow",
            name="casework_duty_by_due",
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(
                fields=["state", "chain", "by", "due"], name="casework_duty_of_role"
            ),
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(fields=["state", "unit", "due"], name="casework_duty_of_unit"),
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(fields=["state", "due"], name="casework_duty_by_due"),
        ),
    ]
