"""How the web workers run: tuned for short waits, not for many connections. Read by `senim serve` through gunicorn.

The application is loaded once and the workers are its forks, so that most of its memory is shared. No access log is
written: addresses carry the secrets of people's links, and who asked is nobody's business.
"""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from senim.kernel import process

bind = os.environ.get("SENIM_WEB_BIND") or settings.WEB_BIND
workers = settings.WEB_WORKERS
threads = settings.WEB_THREADS
worker_class = "gthread"
preload_app = True
#: A reverse proxy keeps its connections; a new one costs a round trip.
keepalive = 30
timeout = 60
graceful_timeout = 15
#: Whatever leaks is small after so many requests; a fork of the loaded application is cheap.
max_requests, max_requests_jitter = 20_000, 2_000
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeats must not touch a disk
accesslog = None
loglevel = "warning"
#: Its own lines name addresses with secrets in them and who sent what it could not read: they pass the filter too.
logger_class = "senim.kernel.logs.QuietServerLog"
control_socket_disable = True
limit_request_line = 4094
proc_name = "senim-web"


def pre_fork(_server: Any, _worker: Any) -> None:
    """No fork inherits a connection; what is loaded now is for ever and no business of the collector."""
    connections.close_all()
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """What the parent remembered of versions is asked for again."""
    # A request is a few hundredths of a second of Python: let it end before the next thread has its turn.
    sys.setswitchinterval(0.05)
    # By name: the models are not loaded yet when gunicorn reads this file.
    import_module("senim.kernel.versions").reset()
    # A server whose supervisor was killed ends by itself, or nobody could take its address again.
    process.end_with_supervisor(end_parent=True)
