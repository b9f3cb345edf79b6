from django.db import migrations, models


class Migration(migrations.Migration):
    """The one row there was becomes the count of all changes."""

    dependencies = [
        ("publishing", "0003_lists_by_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="scope",
            field=models.CharField(default="*", max_length=40, unique=True),
        ),
    ]
