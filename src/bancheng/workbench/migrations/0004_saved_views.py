from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workbench", "0003_presence"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.CharField(max_length=32)),
                ("centre", models.CharField(max_length=40)),
                ("owner", models.CharField(blank=True, max_length=150)),
                ("role", models.CharField(blank=True, max_length=60)),
                ("content", models.BinaryField(default=b"")),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                ("ended_by", models.CharField(max_length=150, null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["centre", "owner", "ended_at"], name="workbench_view_of")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("entry",),
                        name="workbench_view_in_force",
                    )
                ],
            },
        ),
    ]
