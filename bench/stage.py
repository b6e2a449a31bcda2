"""What is measured on: an invented district, drafts ready to be sent, a million appeals. Runs inside Django."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

DRAFT = {
    "kind": "signal",
    "category": "order.noise_night",
    "text": "Түнде ауладан қатты музыка естіледі, ұйықтай алмаймыз.",
    "answers": {"repeats": "weekly"},
    "lon": 70.005,
    "lat": 50.005,
    "place": "1-кіреберіс",
    "known_as": "anonymous",
    "safe_way": "link",
}
POSTS = 300
TEMPLATES = 1_000
#: Copies of the templates in one statement: SQLite holds its rows in memory before it writes them.
STRIDE = 20


def main(drafts: int, appeals: int) -> None:
    """Build everything and print, as JSON, what the clients need."""
    import django

    django.setup()
    from senim.appeals.tests import world as worlds

    world = worlds.build()
    tokens = _drafts(drafts)
    session = _million(world, appeals)
    json.dump({"drafts": tokens, "session": session}, sys.stdout)


def _drafts(count: int) -> list[str]:
    from senim.appeals.models import Draft
    from senim.kernel import ids
    from senim.kernel.clock import now

    tokens = [ids.new_token() for _ in range(count)]
    at = now()
    Draft.objects.bulk_create(
        (
            Draft(
                token_hash=ids.token_hash(token),
                data=DRAFT,
                language="kk",
                created_at=at,
                expires_at=at + timedelta(hours=5),
            )
            for token in tokens
        ),
        batch_size=500,
    )
    return tokens


def _million(world: object, appeals: int) -> str:
    """So many appeals over three hundred posts, one in twenty open; the session of one inspector of them."""
    from django.db import connection, transaction

    from senim.kernel.scoping import Role
    from senim.staff import testing as staff

    posts = [
        staff.make_post(Role.INSPECTOR, area_ids=(world.areas["second"].pk,), reports_to=world.posts["head"]).pk  # type: ignore[attr-defined]
        for _ in range(POSTS)
    ]
    account = staff.make_account("bench@example.kz")
    from senim.staff.models import Post

    staff.put_on(Post.objects.get(pk=posts[0]), account)
    _templates(posts)
    with transaction.atomic(), connection.cursor() as cursor:
        _copies(cursor, connection.vendor, appeals)
    with connection.cursor() as cursor:
        # What a database does by itself in the hours after a load of a million rows: not while others are measured.
        for upkeep in ("VACUUM ANALYZE", "CHECKPOINT") if connection.vendor == "postgresql" else ("ANALYZE",):
            cursor.execute(upkeep)
    from django.test import Client

    client = Client()
    staff.sign_in(client, account)
    return str(client.cookies["sessionid"].value)


def _templates(posts: list[int]) -> None:
    from senim.appeals.domain import Outcome
    from senim.appeals.models import Appeal
    from senim.appeals.past import PastAnswer, PastAppeal, import_past
    from senim.appeals.tests.world import report
    from senim.kernel.clock import now
    from senim.kernel.scoping import Actor

    def one(number: int) -> PastAppeal:
        at = now() - timedelta(minutes=number * 17 % 20_000)
        done = (
            ()
            if number % 20 == 0
            else (
                PastAnswer(
                    Outcome.DONE,
                    at + timedelta(hours=30),
                    "Барып, әңгіме жүргіздім, ескерту жасадым.",
                    "Әңгіме",
                    "Аула",
                ),
            )
        )
        return PastAppeal(report(received_at=at, lon=70.035), answers=done)

    made = [row.appeal_id for row in import_past(map(one, range(TEMPLATES)), actor=Actor.system())]
    for place, appeal in enumerate(made):
        Appeal.objects.filter(pk=appeal).update(holder_id=posts[place % POSTS])


def _copies(cursor: object, vendor: str, appeals: int) -> None:
    """Copies in the database itself: numbers and secrets are new, posts rotate with each copy so that all have some."""
    from senim.appeals.models import Appeal

    columns = [
        field.column
        for field in Appeal._meta.concrete_fields
        if field.column not in {"id", "number", "secret_hash", "holder_id", "is_open"}
    ]
    listed = ", ".join(f't."{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    number = (
        "lpad(to_hex(s.k * 1000000 + t.id), 11, '0')"
        if vendor == "postgresql"
        else "printf('%011x', s.k * 1000000 + t.id)"
    )
    secret = (
        "decode(md5(s.k || 'a' || t.id) || md5(s.k || 'b' || t.id), 'hex')"
        if vendor == "postgresql"
        else "randomblob(32)"
    )
    cursor.execute("SELECT min(holder_id), max(id) FROM appeals_appeal")  # type: ignore[attr-defined]
    low, last = cursor.fetchone()  # type: ignore[attr-defined]
    for first in range(1, appeals // TEMPLATES, STRIDE):
        until = min(first + STRIDE, appeals // TEMPLATES) - 1
        cursor.execute(  # type: ignore[attr-defined]
            f"WITH RECURSIVE s(k) AS (SELECT {first} UNION ALL SELECT k + 1 FROM s WHERE k < {until}) "
            f"INSERT INTO appeals_appeal (number, secret_hash, holder_id, {names}) "
            f"SELECT {number}, {secret}, {low} + (t.holder_id - {low} + s.k) % {POSTS}, {listed} "
            f"FROM appeals_appeal t CROSS JOIN s WHERE t.id <= {last}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
