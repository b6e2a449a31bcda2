import django.db.models.deletion
from django.db import migrations, models

from senim.kernel import ids


def name_what_is_shown(apps, _editor):
    """Files that are shown already get the number of their public page."""
    problem = apps.get_model("problems", "Problem")
    for row in problem.objects.filter(is_public=True, public_number=None).only("pk"):
        problem.objects.filter(pk=row.pk).update(public_number=ids.new_number())


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0003_open_in_the_database"),
        ("problems", "0003_chapter"),
    ]

    operations = [
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BinaryField(max_length=32, null=True)),
                ("said_on", models.DateField()),
                (
                    "problem",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="problems.problem",
                    ),
                ),
                (
                    "appeal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="appeals.appeal",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["said_on"], name="problem_voice_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("problem", "mark"), name="problem_voice_browser_once"),
                    models.UniqueConstraint(fields=("problem", "appeal"), name="problem_voice_appeal_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("appeal__isnull", True), ("mark__isnull", False)),
                            models.Q(("appeal__isnull", False), ("mark__isnull", True)),
                            _connector="OR",
                        ),
                        name="problem_voice_one_way",
                    ),
                ],
            },
        ),
        migrations.AddField("problem", "people", models.PositiveIntegerField(default=0)),
        migrations.AddField("problem", "people_on", models.DateField(null=True)),
        migrations.AddField("problem", "public_number", models.CharField(max_length=11, null=True, unique=True)),
        migrations.AddField("task", "warned_on", models.DateField(null=True)),
        migrations.AddField("task", "late_told_on", models.DateField(null=True)),
        migrations.AddField("task", "silence_told_on", models.DateField(null=True)),
        migrations.RemoveConstraint("offer", "problem_offer_kind_known"),
        migrations.AddField(
            "offer",
            "again_of",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="problems.problem",
            ),
        ),
        migrations.AddConstraint(
            "offer",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["place", "theme", "again"])), name="problem_offer_kind_known"
            ),
        ),
        migrations.RunPython(name_what_is_shown, migrations.RunPython.noop),
    ]
