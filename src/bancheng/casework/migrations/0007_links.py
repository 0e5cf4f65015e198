"""Which case of its own the level above has for a case that was sent up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_asked_persons")]

    operations = [
        migrations.CreateModel(
            name="LinkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.PositiveIntegerField()),
                ("above", models.CharField(max_length=60, null=True)),
                ("standing", models.CharField(max_length=10)),
                ("carried", models.PositiveIntegerField(default=0)),
                ("told", models.PositiveIntegerField(default=0)),
                ("over", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.CASCADE,
                        related_name="links",
                        to="casework.caserow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["above"], name="casework_link_above"),
                    models.Index(
                        condition=models.Q(("over", False)),
                        fields=["id"],
                        name="casework_link_going",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "since"), name="casework_link_once")
                ],
            },
        ),
    ]
