"""Counts of the present window that all processes share."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_durable")]

    operations = [
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("mark", models.BinaryField(max_length=16, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField()),
                ("ends_at", models.BigIntegerField()),
            ],
        ),
    ]
