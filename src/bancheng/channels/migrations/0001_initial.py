import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Setup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("channel", models.CharField(blank=True, max_length=60, verbose_name="受理渠道")),
                ("on", models.BooleanField(default=False, verbose_name="开着")),
                ("hidden", models.BinaryField(default=b"")),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
            ],
            options={
                "ordering": ("centre__code", "kind", "id"),
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("came", "收到"), ("went", "送出"), ("tried", "试一试")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=80)),
                ("ref", models.CharField(blank=True, max_length=80)),
                ("case_no", models.CharField(blank=True, db_index=True, max_length=60)),
                ("fine", models.BooleanField(default=True)),
                ("said", models.CharField(blank=True, max_length=300)),
                (
                    "setup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="channels.setup",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["setup", "-at"], name="channels_passages")],
            },
        ),
    ]
