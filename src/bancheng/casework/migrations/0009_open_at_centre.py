"""What is open is kept in order centre by centre, as every list asks for its own centre's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_search_marks"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="dutyrow", name="casework_open_by_due"),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["chain", "due"],
                name="casework_open_at_centre",
            ),
        ),
    ]
