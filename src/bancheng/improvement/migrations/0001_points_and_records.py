"""Block points with their steps and cases, causes gathered from the journal, staff records."""

import django.db.models.deletion
from django.db import migrations, models

import bancheng.improvement.kept_texts
import bancheng.improvement.point_row


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Gathered",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40, unique=True)),
                ("position", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=bancheng.improvement.point_row.new_key, max_length=20, unique=True
                    ),
                ),
                ("centre", models.CharField(max_length=40)),
                ("cause", models.CharField(max_length=60)),
                ("stage", models.CharField(default="proposed", max_length=20)),
                ("circle", models.JSONField(default=list)),
                ("owner_unit", models.CharField(blank=True, max_length=40)),
                ("owner_user", models.CharField(blank=True, max_length=150)),
                ("due_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CaseCause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_no", models.CharField(max_length=60)),
                ("chain", models.CharField(max_length=40)),
                ("cause", models.CharField(blank=True, max_length=60)),
                ("field", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["chain", "cause"], name="improvement_cause")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case_no", "field", "cause"), name="improvement_cause_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PointStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=60)),
                (
                    "mark",
                    models.CharField(
                        default=bancheng.improvement.kept_texts.new_mark, max_length=32
                    ),
                ),
                ("hidden", models.BinaryField(default=bytes)),
                ("erased", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=20)),
                ("by", models.CharField(max_length=150)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                ("data", models.JSONField(default=dict)),
                ("command", models.CharField(max_length=64, unique=True)),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="improvement.point",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="point",
            name="told_in",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="improvement.pointstep",
            ),
        ),
        migrations.CreateModel(
            name="StaffRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=bancheng.improvement.point_row.new_key, max_length=20, unique=True
                    ),
                ),
                ("centre", models.CharField(max_length=40)),
                ("person", models.CharField(max_length=150)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("kind", models.CharField(max_length=60)),
                ("stage", models.CharField(default="proposed", max_length=20)),
                ("revoking", models.BooleanField(default=False)),
                ("proposed_by", models.CharField(max_length=150)),
                ("proposed_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["centre", "-touched_at"], name="improvement_staff_recent"),
                    models.Index(fields=["person"], name="improvement_staff_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffRecordCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_no", models.CharField(max_length=60)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="improvement.staffrecord",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffRecordStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=60)),
                (
                    "mark",
                    models.CharField(
                        default=bancheng.improvement.kept_texts.new_mark, max_length=32
                    ),
                ),
                ("hidden", models.BinaryField(default=bytes)),
                ("erased", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=20)),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("command", models.CharField(max_length=64, unique=True)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="improvement.staffrecord",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PointCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_no", models.CharField(max_length=60)),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="improvement.point",
                    ),
                ),
                (
                    "since",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="improvement.pointstep",
                    ),
                ),
                (
                    "until",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="improvement.pointstep",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case_no"], name="improvement_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("point", "case_no"),
                        name="improvement_case_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="point",
            index=models.Index(fields=["centre", "stage"], name="improvement_point_stage"),
        ),
        migrations.AddIndex(
            model_name="staffrecordcase",
            index=models.Index(fields=["case_no"], name="improvement_staff_case"),
        ),
    ]
