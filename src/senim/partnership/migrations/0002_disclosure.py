"""The disclosure check of a new installation; an administrator adds stricter or looser rows with their ground."""

from datetime import date

from django.db import migrations


def fill(apps, schema_editor):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, ARG001
    apps.get_model("partnership", "DisclosureRule").objects.create(
        valid_from=date(2026, 1, 1),
        k=5,
        kinds=2,
        finest="month",
        withheld_most=10,
        ground="Өзіміздікі: кемінде бес жол. Наше: не менее пяти строк. Ours: at least five rows share every combination.",
    )


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
