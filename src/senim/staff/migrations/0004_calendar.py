"""The duty calendar: why a person is away, which substitution belongs to it, and shifts.

The column of staff_holding is added without rebuilding the table on SQLite, so its triggers (0003) stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = ["leave", "sickness", "training", "other"]
SHIFTS = ["beat", "duty", "reception", "event"]


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_one_at_a_time")]

    operations = [
        migrations.AddField(
            model_name="absence",
            name="created_by",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="absence",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], default="other", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="absence_kind"),
        ),
        migrations.AddField(
            model_name="holding",
            name="absence",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="substitutions", to="staff.absence"),
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("kind", models.CharField(choices=[(one, one) for one in SHIFTS], default="beat", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("post", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="shifts", to="staff.post")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", SHIFTS)), name="shift_kind"),
                    models.UniqueConstraint(fields=("post", "day", "starts"), name="shift_once"),
                ],
            },
        ),
    ]
