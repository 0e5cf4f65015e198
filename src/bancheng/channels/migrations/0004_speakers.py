from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_following_texts_and_ratings"),
        ("clients", "0001_initial"),
        ("people", "0003_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("named_by", models.CharField(max_length=150, verbose_name="谁选的")),
                ("named_at", models.DateTimeField(verbose_name="什么时候选的")),
                (
                    "ended_by",
                    models.CharField(blank=True, max_length=150, verbose_name="谁去掉的"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="什么时候去掉的"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "setup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="channels.setup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("setup", "client"),
                        name="channels_speaker_once",
                    )
                ],
            },
        ),
    ]
