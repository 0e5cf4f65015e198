"""登录作废: how often all sessions of a person were ended; it is part of what a session carries."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_changes")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0, verbose_name="登录作废过几次"),
        ),
    ]
