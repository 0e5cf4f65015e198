"""What the leading group and whoever holds complaints reads is found without reading the rest."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes with few rows in them."""

    dependencies = [("casework", "0010_row_shape")]
    operations = [
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("referred", True)),
                fields=["chain"],
                name="casework_case_referred",
            ),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("conduct", True)),
                fields=["chain"],
                name="casework_case_conduct",
            ),
        ),
    ]
