from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PaperTaken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.CharField(max_length=60, unique=True)),
                ("batch", models.CharField(blank=True, max_length=40)),
                ("case_no", models.CharField(max_length=60)),
                ("paper", models.CharField(max_length=60)),
                ("file", models.CharField(max_length=4)),
                ("version", models.PositiveIntegerField()),
                ("whole", models.BooleanField()),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case_no", "at"], name="papers_taken_of_case"),
                    models.Index(fields=["batch", "id"], name="papers_taken_of_batch"),
                ],
            },
        ),
    ]
