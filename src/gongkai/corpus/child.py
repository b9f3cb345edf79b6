"""The process that reads one file after the other for `workers`: whatever a file does to it, only that file is lost.

Frames in both directions: eight bytes of length, then JSON; a request is followed by the bytes of the file.
What no text can hold (half a surrogate pair from a hostile file) becomes "?".
"""

from __future__ import annotations

import json
import os
import queue
import signal
import struct
import sys
import threading
from pathlib import Path
from typing import IO, Any

from gongkai.corpus.rows import rows_of
from gongkai.reading import Limits, read_with_source
from gongkai.reading.jobs import alarm, told

LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: dict[str, Any], data: bytes = b"") -> None:
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    for piece in (LENGTH.pack(len(body)) + body, data):
        left = memoryview(piece)
        while left:
            left = left[stream.write(left) :]
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where the other side has gone."""
    head = exactly(stream, LENGTH.size)
    body = exactly(stream, LENGTH.unpack(head)[0]) if head else None
    if body is None:
        return None
    message: dict[str, Any] = json.loads(body)
    return message


def exactly(stream: IO[bytes], count: int) -> bytes | None:
    """So many bytes; None where the stream ends before. Pipes give what they have, which may be less than was asked for."""
    pieces, left = [], count
    while left:
        piece = stream.read(left)
        if not piece:
            return None
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def main() -> None:
    """Answer until the other side goes. Nothing a library prints may get between the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests: queue.SimpleQueue[tuple[dict[str, Any], bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    send(answers, {"ready": True})
    while True:
        request, data = requests.get()
        send(answers, _answer(request, data, answers))


def _listen(requests: queue.SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    """A thread of its own, so that this process ends with the one that started it, also in the middle of a file."""
    while (request := receive(sys.stdin.buffer)) is not None:
        data = exactly(sys.stdin.buffer, request["bytes"])
        if data is None:
            break
        requests.put((request, data))
    os._exit(0)


def _answer(request: dict[str, Any], data: bytes, answers: IO[bytes]) -> dict[str, Any]:
    name, limits = request["name"], Limits(**request["limits"])
    try:
        with alarm(limits, Path(name)) as put_off:

            def tell(done: int, total: int) -> None:
                put_off(done, total)
                send(answers, {"alive": True})

            reports, _ = read_with_source(data, name, limits=limits, tell=tell)
        return {"rows": rows_of(reports, request["sm3"])}
    except Exception as error:
        failure = told(error, Path(name))
        return {"failed": [failure.code, str(failure.text), failure.remedy]}


if __name__ == "__main__":
    main()
