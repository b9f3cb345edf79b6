import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organs", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organ",
            name="region_office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="regions",
                to="organs.organ",
            ),
        ),
    ]
