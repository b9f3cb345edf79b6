from django.db import migrations


def carry_over(apps, schema_editor):
    """The numbers given so far go on where the other parts' numbers are counted."""
    shared = apps.get_model("publishing", "Counter")
    for counter in apps.get_model("mailbox", "Counter").objects.select_related("organ"):
        shared.objects.create(scope=f"mailbox:{counter.organ.code}:{counter.year}", last=counter.last)


class Migration(migrations.Migration):
    """One counter for whatever is numbered by organ and year."""

    dependencies = [
        ("mailbox", "0002_consultations"),
        ("organs", "0003_guide"),
        ("publishing", "0004_editions_of_organs"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="Counter"),
    ]
