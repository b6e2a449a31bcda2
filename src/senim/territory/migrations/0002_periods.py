"""No two versions of one boundary, and no two beats of one member, at the same time: held by the database.

PostgreSQL excludes overlapping ranges (an id as a range of one number, so that no extension is needed); SQLite
refuses by trigger. A later migration that rebuilds one of these tables on SQLite has to run this again.
"""

from django.db import migrations

TABLES = {"territory_boundary": "area_id", "territory_beatmember": "member_id"}

TRIGGER = """
CREATE TRIGGER {table}_no_overlap_{event}
BEFORE {when} ON {table}
WHEN NEW.valid_to IS NULL OR NEW.valid_from < NEW.valid_to
BEGIN
    SELECT RAISE(ABORT, '{table}_no_overlap') WHERE EXISTS (
        SELECT 1 FROM {table} AS other
        WHERE other.{owner} = NEW.{owner} AND other.id IS NOT NEW.id
          AND (other.valid_to IS NULL OR other.valid_from < other.valid_to)
          AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
          AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to));
END
"""

EXCLUSION = """
ALTER TABLE {table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist (
    int8range({owner}, {owner}, '[]') WITH &&, daterange(valid_from, valid_to, '[)') WITH &&)
"""


def forbid(apps, schema_editor):
    for table, owner in TABLES.items():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(EXCLUSION.format(table=table, owner=owner))
            continue
        for event, when in (("insert", "INSERT"), ("update", f"UPDATE OF valid_from, valid_to, {owner}")):
            schema_editor.execute(TRIGGER.format(table=table, owner=owner, event=event, when=when))


def allow(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_no_overlap")
            continue
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_overlap_{event}")


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
