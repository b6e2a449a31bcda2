"""A flood from one address: so many requests a second whether they are answered or not. Prints JSON.

python -m tests.soak.flood PORT RATE SECONDS ADDRESS
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter

CONNECTIONS = 40
REQUEST = (
    "POST /kk/report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {address}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n"
)


async def flood(port: int, rate: float, seconds: float, address: str) -> Counter[str]:
    """Statuses by count; "sent" counts what was offered."""
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    asked = REQUEST.format(address=address).encode()
    await asyncio.gather(*(_one(port, rate / CONNECTIONS, end, asked, found) for _ in range(CONNECTIONS)))
    return found


async def _one(port: int, rate: float, end: float, asked: bytes, found: Counter[str]) -> None:
    due = time.monotonic()
    while due < end:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            found["refused"] += 1
            await asyncio.sleep(0.1)
            due = time.monotonic()
            continue
        listening = asyncio.ensure_future(_listen(reader, found))
        # What is not answered in time is not waited for: an attacker has no manners.
        while due < end and not listening.done():
            writer.write(asked)
            found["sent"] += 1
            due += 1 / rate
            await asyncio.sleep(max(due - time.monotonic(), 0))
        await asyncio.sleep(0.5 if due >= end else 0)
        listening.cancel()
        writer.close()


async def _listen(reader: asyncio.StreamReader, found: Counter[str]) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            found[head[9:12].decode()] += 1
            length = next(
                (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0
            )
            await reader.readexactly(length)
    except (asyncio.IncompleteReadError, OSError):
        return


if __name__ == "__main__":
    port, rate, seconds, address = sys.argv[1:]
    print(json.dumps(asyncio.run(flood(int(port), float(rate), float(seconds), address))))
