"""Run inside an installation: generated questions to its pages, and what they answered. Prints JSON.

    python -m tests.soak.asking SEED COUNT MOMENT          [[who, address, status, mark of the answer], ...]
    python -m tests.soak.asking body WHO ADDRESS MOMENT    the answer in full

The questions follow links and fill the filters of pages by chance: two installations with the same rows are asked the
same, as long as they answer the same.
"""

from __future__ import annotations

import hashlib
import html
import json
import random
import re
import sys
from datetime import datetime
from typing import Any
from urllib.parse import quote

WORDS = ["", "шу", "Абай", "шум", "жарық", "ё", "%", "_", "'", "ӘБІШ", "i", "İ", "2026", "№ 7", "a b"]
DAYS = ["", "2026-01-01", "2026-10-01", "2026-11-01", "2026-11-20", "2030-01-01"]
#: What differs from one request to the next by intention.
CHANGING = [
    re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+'),
    re.compile(r'("X-CSRFToken": ?"|data-csrf="|content=")[A-Za-z0-9]{64}'),
    re.compile(r'(nonce=")[^"]+'),
    re.compile(r'(name="token"[^>]*value=")[^"]+'),
]
NOT_ASKED = re.compile(r"sign-out|logout|/exit|\.pdf|\.docx|/static/|/media/|photo|/show|calendar/|offline")


def main() -> None:
    """The words of the command line."""
    import django

    django.setup()
    from senim.kernel import clock

    *words, moment = sys.argv[1:]
    with clock.frozen(datetime.fromisoformat(moment)):
        if words[0] == "body":
            print(json.dumps(_asked(_client(words[1]), words[2])[1]))
        else:
            print(json.dumps(ask(int(words[0]), int(words[1]))))


def ask(seed: int, count: int) -> list[list[Any]]:
    """So many questions and the marks of their answers."""
    from senim.staff.models import Account

    chance = random.Random(seed)
    people = sorted(Account.objects.filter(email__endswith="@demo.senim.example").values_list("email", flat=True))
    clients = {who: _client(who) for who in ["", *people]}
    known = {who: [f"/{language}/" for language in ("kk", "ru", "en")] + ["/kk/day/", "/kk/desk/"] for who in clients}
    found = []
    for _ in range(count):
        who = chance.choice(list(clients))
        address = chance.choice(known[who])
        status, body = _asked(clients[who], address)
        found.append([who, address, status, hashlib.sha256(body.encode()).hexdigest()[:16]])
        for link in _ways_on(address, body, chance):
            if link not in known[who] and len(known[who]) < 3000:
                known[who].append(link)
    return found


def _client(who: str) -> Any:
    from django.test import Client

    from senim.staff import testing as staff
    from senim.staff.models import Account

    client = Client(raise_request_exception=False)
    if who:
        staff.sign_in(client, Account.objects.get(email=who))
    return client


def _asked(client: Any, address: str) -> tuple[int, str]:
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8", "replace")
    for changing in CHANGING:
        text = changing.sub(r"\1-", text)
    return response.status_code, text


def _ways_on(address: str, body: str, chance: random.Random) -> list[str]:
    """Links of a page, and its filters filled by chance."""
    path = address.partition("?")[0]
    links = [html.unescape(found) for found in re.findall(r'href="([/?][^"#]*)"', body)]
    found = [link if link.startswith("/") else path + link for link in links]
    for form in re.findall(r'<form[^>]*method="get"[^>]*>.*?</form>', body, re.DOTALL)[:3]:
        found += [f"{path}?{_filled(form, chance)}" for _ in range(3)]
    return [link for link in found if not NOT_ASKED.search(link)]


def _filled(form: str, chance: random.Random) -> str:
    given = []
    for name, kind in re.findall(r'<input[^>]*name="(\w+)"[^>]*?(?:type="(\w+)")?', form):
        given.append((name, chance.choice(DAYS if kind == "date" or "since" in name or "until" in name else WORDS)))
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        given.append((name, html.unescape(chance.choice(re.findall(r'value="([^"]*)"', options) or [""]))))
    return "&".join(f"{name}={quote(value)}" for name, value in given)


if __name__ == "__main__":
    main()
