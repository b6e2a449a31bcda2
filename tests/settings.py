"""The product's settings with what a test run needs: a place of its own, quick hashes, no waiting for the disk."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_place = Path(tempfile.mkdtemp(prefix="senim-test-"))
atexit.register(shutil.rmtree, _place, ignore_errors=True)
os.environ.update(SENIM_DATA_DIR=str(_place), SENIM_SECRET_KEY="only-for-tests-" + "x" * 40, SENIM_DEBUG="0")
os.environ.setdefault("SENIM_DEMO", "0")
# A browser's driver keeps an event loop in the thread of the test; the test itself is not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from senim.config.settings import *  # noqa: F403 - the environment above comes first
from senim.config.settings import DATABASES, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
UNDO_SECONDS = 0  # what is sent is sent at once; the tests of taking back ask for their seconds
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the server that a browser talks to is another thread with a connection of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(_place / "test.sqlite3")}
    _pragmas = DATABASES["default"]["OPTIONS"]["init_command"]  # type: ignore[index]
    DATABASES["default"]["OPTIONS"]["init_command"] = _pragmas.replace("synchronous=FULL", "synchronous=OFF")  # type: ignore[index]
