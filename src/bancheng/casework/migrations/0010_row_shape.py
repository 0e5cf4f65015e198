"""The shape of the rows gets a number, so that an upgrade knows whether to make them anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_open_at_centre"),
    ]

    operations = [
        migrations.CreateModel(
            name="RowShape",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
            ],
        ),
    ]
