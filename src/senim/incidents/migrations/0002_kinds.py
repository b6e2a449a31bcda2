"""The kinds of events that a new installation starts with."""

from django.db import migrations

from senim.incidents.catalogue import KINDS, SOURCE


def fill(apps, schema_editor):
    kind = apps.get_model("incidents", "Kind")
    kind.objects.bulk_create(
        kind(
            code=row.code,
            name_kk=row.kk,
            name_ru=row.ru,
            name_en=row.en,
            act=row.act,
            article=row.article,
            iccs=row.iccs,
            harm=row.harm,
            sensitive=row.sensitive,
            appeals=list(row.appeals),
            mark="memory",
            source=SOURCE,
        )
        for row in KINDS
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
