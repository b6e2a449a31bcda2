import django.db.models.deletion
import senim.kernel.fields
import senim.problems.chapter.domain
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("problems", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area_path", senim.kernel.fields.KeyField(max_length=120)),
                ("paths", models.JSONField(default=list)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "state",
                    models.CharField(default=senim.problems.chapter.domain.ChapterState["QUEUED"], max_length=10),
                ),
                ("progress", models.FloatField(default=0)),
                ("words", models.CharField(blank=True, default="", max_length=40)),
                ("by", models.BigIntegerField(null=True)),
                ("post_id", models.BigIntegerField(null=True)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("seconds", models.FloatField(null=True)),
                ("lineage", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["area_path", "-asked_at"], name="problem_chapter_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running", "done", "cancelled", "refused", "failed"])
                        ),
                        name="problem_chapter_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("until"))), name="problem_chapter_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChapterFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("format", models.CharField(max_length=4)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                (
                    "chapter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="problems.chapter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("chapter", "language", "format"), name="problem_chapter_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["page", "pdf", "docx"])), name="problem_chapter_format_known"
                    ),
                ],
            },
        ),
    ]
