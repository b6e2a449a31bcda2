"""The routing table and the beginnings of answers that a new installation starts with."""

from datetime import UTC, datetime

from django.db import migrations

from senim.appeals.defaults import RULES, TEMPLATES

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def fill(apps, schema_editor):
    rule, template = apps.get_model("appeals", "Rule"), apps.get_model("appeals", "Template")
    rule.objects.bulk_create(
        rule(order=order, name=name._asdict(), conditions=conditions, target=str(target), valid_from=EPOCH)
        for order, name, conditions, target in RULES)
    template.objects.bulk_create(
        template(code=code, category=category, outcome=str(outcome), title=title._asdict(), text=text._asdict())
        for code, category, outcome, title, text in TEMPLATES)


class Migration(migrations.Migration):
    dependencies = [("appeals", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
