"""接口账号: programs are told from people, who alone stand in lists to choose from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sessions_ended")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_program",
            field=models.BooleanField(default=False, verbose_name="接口账号"),
        ),
    ]
