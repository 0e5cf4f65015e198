from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("road", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("case_no", models.CharField(blank=True, db_index=True, max_length=60)),
                ("mark", models.CharField(max_length=120)),
                ("what", models.CharField(max_length=80)),
                ("hidden", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("stuck", models.BooleanField(default=False)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("arrived_at", None), ("dropped_at", None)),
                        fields=["road", "about", "id"],
                        name="wire_letter_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("road", "mark"), name="wire_letter_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("host", models.CharField(max_length=253, verbose_name="主机")),
                ("port", models.PositiveIntegerField(verbose_name="端口")),
                ("inside", models.BooleanField(default=False, verbose_name="在内网")),
                ("plain", models.BooleanField(default=False, verbose_name="不加密")),
                ("added_by", models.CharField(max_length=150, verbose_name="谁加的")),
                ("added_at", models.DateTimeField(verbose_name="什么时候加的")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("host", "port"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("host", "port"),
                        name="wire_place_once",
                    )
                ],
            },
        ),
    ]
