"""The service item a case found, for figures by item; and which cases record a mutual wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_open_duties"),
    ]

    operations = [
        migrations.AddField(
            model_name="caserow",
            name="service_item",
            field=models.CharField(max_length=160, null=True),
        ),
        migrations.AddField(
            model_name="caserow",
            name="waiting",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("waiting", True)),
                fields=["-touched_at"],
                name="casework_case_waiting",
            ),
        ),
    ]
