"""The page that opens without a network: its words, its files, and the version by which a device knows a new one."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from senim.offline.domain import LIFETIME, PASSPHRASE_LENGTH, PHOTO_BYTES, ROUNDS
from senim.offline.icon import SIDES
from senim.offline.wording import PAGE, REFUSALS, SHORT, TITLE, UI
from senim.web.words import language

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static" / "offline"
#: The modules of the page; the worker itself is served by an address of its own.
MODULES = (
    "app.js",
    "cards.js",
    "dom.js",
    "form.js",
    "net.js",
    "photo.js",
    "queue.js",
    "send.js",
    "store.js",
    "vault.js",
)


def words() -> dict[str, str]:
    """Every word of the page in the language of the request."""
    return {code: str(label) for code, label in UI.items()}


def settings_of() -> dict[str, Any]:
    """What the script has to know: addresses and limits. Nothing of anybody."""
    return {
        "language": language(),
        "urls": {
            name: reverse(f"offline:{name}")
            for name in ("shell", "contact", "session", "device", "bundle", "items", "devices")
        },
        "signin": f"{reverse('account_login')}?next={reverse('offline:shell')}",
        "workers": [_worker(code) for code, _name in settings.LANGUAGES],
        "rounds": ROUNDS,
        "least": PASSPHRASE_LENGTH,
        "photo_bytes": PHOTO_BYTES,
        "lifetime": int(LIFETIME.total_seconds()),
    }


def _worker(code: str) -> dict[str, str]:
    with override(code):
        return {"url": reverse("offline:worker"), "scope": scope()}


def scope() -> str:
    """The pages for which the worker answers: the cabinet in one language."""
    return reverse("cabinet:day")


def files() -> list[str]:
    """What the page needs to open: styles, modules, pictures, the manifest."""
    folder = static("offline/app.js").rpartition("/")[0]
    named = [static("offline/app.js"), *(f"{folder}/{name}" for name in MODULES)]
    icons = [reverse("offline:icon", args=[side]) for side in SIDES]
    return list(
        dict.fromkeys(
            [
                *named,
                static("web/senim.css"),
                static("offline/offline.css"),
                static("web/icon.svg"),
                reverse("offline:manifest"),
                *icons,
            ]
        )
    )


@lru_cache(maxsize=1)
def version() -> str:
    """A print of everything that the page is made of: it moves with each release that changes any of it."""
    said = [label for table in (UI, PAGE, REFUSALS) for label in table.values()]
    found = hashlib.sha256(json.dumps([said, TITLE, settings.DEMO], ensure_ascii=False).encode())
    parts = [*STATIC.glob("*"), *(HERE / "templates" / "offline").glob("*"), HERE.parent / "web/static/web/senim.css"]
    for path in sorted(parts):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def worker_code() -> str:
    """The worker of the language of the request: what it keeps, then its code."""
    known = {"version": version(), "shell": reverse("offline:shell"), "files": files(), "scope": scope()}
    return f"const KEPT = {json.dumps(known)};\n{(STATIC / 'worker.js').read_text(encoding='utf-8')}"


def manifest() -> dict[str, Any]:
    """What a telephone reads to install the page."""
    return {
        "id": "/day/offline",
        "name": str(SHORT),
        "short_name": str(SHORT),
        "description": str(UI["lead"]),
        "lang": language(),
        "dir": "ltr",
        "start_url": reverse("offline:shell"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#0a5a87",
        "icons": [
            {"src": static("web/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(
                {
                    "src": reverse("offline:icon", args=[side]),
                    "sizes": f"{side}x{side}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for side in (192, 512)
                for purpose in ("any", "maskable")
            ),
        ],
    }
