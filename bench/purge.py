"""A million appeals that are over: what does it cost to let them end? `python bench/purge.py FOLDER [ROWS]`.

Prints rows a second, the time of a batch (the database is locked for so long), and how long a reader waits beside it.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
import time
from pathlib import Path

FOLDER = Path(sys.argv[1])
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
os.environ.setdefault("SENIM_DATA_DIR", str(FOLDER))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senim.config.settings")

APPEALS = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
    INSERT INTO appeals_appeal (id, number, secret_hash, kind, category, language, text, search, answers, channel,
        known_as, sensitive, danger, happened_at, received_at, lon, lat, place, area_path, place_why, state, route,
        rules_version, clocks, promise_due, legal_due, closed_at, outcome, reopened, escalation, about_unknown,
        to_council, crime_reference, invented)
    SELECT i, 'B-' || i, {hash}, 'signal', 'order.noise_night', 'kk', 'Түнде шу ' || i, 'tunde shu', '{{}}', 'web',
        'named', {no}, {no}, '', {at}, 70.0, 50.0, 'Абай, 1', '/1/2/3/', 'inside', 'closed', '{{}}', 0, '{{}}',
        {at}, {at}, {at}, 'done', 0, 0, {no}, {no}, '', {yes} FROM n
"""
IDENTITIES = """
    INSERT INTO appeals_identity (appeal_id, name, iin, phone, email, safe_way, safe_note, key)
    SELECT id, 'Сынақ', '', '+77000000000', 'a@example.kz', 'link', '', {key} FROM appeals_appeal
"""


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from senim.kernel import retention
    from senim.retention import purge
    from senim.retention.verifying import verify

    call_command("migrate", verbosity=0)
    lite = connection.vendor == "sqlite"
    given = {
        "rows": ROWS, "no": "0" if lite else "false", "yes": "1" if lite else "true",
        "at": "'2020-01-01 00:00:00'" if lite else "'2020-01-01 00:00:00+00'::timestamptz",
        "hash": "randomblob(32)" if lite else "sha256(convert_to(i::text, 'UTF8'))",
        "key": "randomblob(32)" if lite else "sha256(convert_to(id::text, 'UTF8'))",
    }
    with connection.cursor() as cursor:
        cursor.execute(APPEALS.format(**given))
        cursor.execute(IDENTITIES.format(**given))
    rule = retention.rule("appeals.matter")
    began = time.perf_counter()
    found = purge.count(rule)
    print(f"looked ahead in {time.perf_counter() - began:.2f} s: {found.due} over")
    waits, stop = [], threading.Event()
    reader = threading.Thread(target=_read, args=(waits, stop))
    reader.start()
    batches, began = [], time.perf_counter()
    while True:
        start = time.perf_counter()
        if purge.batch(rule) is None:
            break
        batches.append(time.perf_counter() - start)
    took = time.perf_counter() - began
    stop.set()
    reader.join()
    spread = statistics.quantiles(batches, n=100)
    print(f"{ROWS} records in {took:.0f} s, {ROWS / took:.0f}/s; a batch of {rule.batch}: "
          f"median {spread[49] * 1000:.0f} ms, p99 {spread[98] * 1000:.0f} ms, longest {max(batches) * 1000:.0f} ms")
    print(f"a reader beside it: median {statistics.median(waits) * 1000:.1f} ms, longest {max(waits) * 1000:.0f} ms")
    began = time.perf_counter()
    print(f"{verify()} in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    purge.Pass.objects.update(day=None)
    assert purge.run_rule(rule, rest=False) == 0
    print(f"the next day's pass over {ROWS} tombstones: {time.perf_counter() - began:.2f} s")


def _read(waits: list[float], stop: threading.Event) -> None:
    from django.db import connections

    from senim.appeals.models import Appeal

    while not stop.wait(0.05):
        start = time.perf_counter()
        Appeal.objects.filter(pk=ROWS // 2).values("state").first()
        waits.append(time.perf_counter() - start)
    connections.close_all()


if __name__ == "__main__":
    main()
