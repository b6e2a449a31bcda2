"""The procedures that this release brings. Later ones come by `senim load_procedures`, which `senim prepare` asks."""

from django.db import migrations

from senim.knowledge.shipped import load


def lay(apps, schema_editor):
    load(apps.get_model("knowledge", "Procedure"), apps.get_model("knowledge", "Version"))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_tables"), ("kernel", "0003_durable")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
