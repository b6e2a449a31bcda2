"""What an installation answers, for a comparison of two: pages with a browser's eyes, and rows of selectors.

    python -m senim.kernel.tests.keeping.asked

asks what comes by standard input and prints the answers, and what must agree after writers were busy.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import django


def main() -> int:
    django.setup()
    print(json.dumps({"pages": ask(), "state": state()}))
    return 0


def world() -> dict[str, Any]:
    """A district, an appeal, a stored recording; the addresses that show them."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from senim.appeals.actions import intake
    from senim.appeals.tests import world as worlds
    from senim.kernel import files, seal

    made = worlds.build()
    sent = intake.send(token=intake.begin(language="kk"), report=worlds.report())
    files.accept(SimpleUploadedFile("note.amr", b"#!AMR\nsound"), kinds=["sound"])
    seal.seal_all()
    account = made.people["inspector"]
    return {
        "account": account.pk,
        "public": [f"/{one}/a/{sent.secret}/" for one in ("kk", "ru", "en")] + ["/kk/"],
        "staff": ["/kk/desk/", f"/ru/desk/{sent.number}/"],
    }


def ask() -> dict[str, Any]:
    """The answers: status and what stands on the page, without what is anew each time."""
    from django.conf import settings
    from django.test import Client

    from senim.staff.models import Account
    from senim.staff.testing import sign_in

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    asked = json.loads(sys.stdin.read())
    answers = {path: _page(Client(), path) for path in asked["public"]}
    client = Client()
    sign_in(client, Account.objects.get(pk=asked["account"]))
    return answers | {path: _page(client, path) for path in asked["staff"]}


def _page(client: Any, path: str) -> list[Any]:
    answer = client.get(path)
    text = answer.content.decode()
    for pattern in (r'name="csrfmiddlewaretoken" value="[^"]*"', r'"X-CSRFToken": ?"[^"]*"', r'nonce="[^"]*"'):
        text = re.sub(pattern, "", text)
    return [answer.status_code, text]


def state() -> dict[str, Any]:
    """Rounds of `kernel.tests.killer`: their events and messages agree, files are there, the chain holds."""
    from django.conf import settings

    from senim.kernel import verify
    from senim.kernel.models import AuditEvent, Outgoing, StoredFile
    from senim.kernel.tests.killer import MESSAGES

    rounds = set(AuditEvent.objects.filter(action="test.round").values_list("subject_id", flat=True))
    keys = set(Outgoing.objects.values_list("key", flat=True))
    missing = [row.path for row in StoredFile.objects.all() if not (Path(settings.MEDIA_ROOT) / row.path).exists()]
    verdict = verify.verify()
    return {
        "rounds": sorted(rounds),
        "halves": sorted(keys ^ {f"{name}:{number}" for name in rounds for number in range(MESSAGES)}),
        "files_missing": missing,
        "holds": verdict.holds,
        "waiting": verdict.waiting,
    }


if __name__ == "__main__":
    raise SystemExit(main())
