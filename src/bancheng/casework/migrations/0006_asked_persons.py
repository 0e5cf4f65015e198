"""What one person alone is asked, and told; how often a case was returned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_service_item"),
    ]

    operations = [
        migrations.AddField(
            model_name="dutyrow",
            name="person",
            field=models.CharField(max_length=150, null=True),
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person"],
                name="casework_duty_of_person",
            ),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="to_user",
            field=models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outgoing",
            name="slip",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="caserow",
            name="returns",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("returns__gt", 0)),
                fields=["-touched_at"],
                name="casework_case_returned",
            ),
        ),
    ]
