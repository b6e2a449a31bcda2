"""One holder and one substitute of a post at a time, and no area twice on a post: held by the database.

PostgreSQL excludes overlapping ranges (an id as a range of one number, so that no extension is needed); SQLite
refuses by trigger. A later migration that rebuilds one of these tables on SQLite has to run this again.
"""

from django.db import migrations

HOLDINGS = {"holder": "holding_one_holder", "substitute": "holding_one_substitute"}

TRIGGER = """
CREATE TRIGGER {name}_{event}
BEFORE {when} ON {table}
WHEN {mine} AND (NEW.{end} IS NULL OR NEW.{start} < NEW.{end})
BEGIN
    SELECT RAISE(ABORT, '{name}') WHERE EXISTS (
        SELECT 1 FROM {table} AS other
        WHERE {theirs} AND other.id IS NOT NEW.id
          AND (other.{end} IS NULL OR other.{start} < other.{end})
          AND (other.{end} IS NULL OR NEW.{start} < other.{end})
          AND (NEW.{end} IS NULL OR other.{start} < NEW.{end}));
END
"""


def rules():
    """(name, table, start, end, what the new row must be, what the other row must be, PostgreSQL's exclusion)"""
    for kind, name in HOLDINGS.items():
        yield (
            name, "staff_holding", "starts_at", "ends_at", f"NEW.kind = '{kind}'",
            f"other.kind = '{kind}' AND other.post_id = NEW.post_id",
            f"int8range(post_id, post_id, '[]') WITH &&, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (kind = '{kind}'",
        )
    yield (
        "postarea_no_overlap", "staff_postarea", "valid_from", "valid_to", "1",
        "other.post_id = NEW.post_id AND other.area_id = NEW.area_id",
        "int8range(post_id, post_id, '[]') WITH &&, int8range(area_id, area_id, '[]') WITH &&, daterange(valid_from, valid_to, '[)') WITH &&",
    )


def forbid(apps, schema_editor):
    for name, table, start, end, mine, theirs, exclusion in rules():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({exclusion})")
            continue
        for event, when in (("insert", "INSERT"), ("update", "UPDATE")):
            schema_editor.execute(TRIGGER.format(
                name=name, table=table, start=start, end=end, mine=mine, theirs=theirs, event=event, when=when))


def allow(apps, schema_editor):
    for name, table, *_rest in rules():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            continue
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {name}_{event}")


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_areas")]
    operations = [migrations.RunPython(forbid, allow)]
