"""What a helper process does: reads PDF files from its input, one after the other, each within its time and memory."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import IO

from gongkai.errors import GongkaiError
from gongkai.reading.blocks import Document
from gongkai.reading.loaders.pdf_behind import behind_pdf
from gongkai.reading.loaders.pdf_document import read_document
from gongkai.reading.loaders.pdf_helper import ANSWER, PROGRESS, RECOGNISES, REQUEST, Order
from gongkai.reading.loaders.pdf_picture import picture_of
from gongkai.reading.loaders.pdf_wire import (
    behind_to,
    defect_to,
    document_to,
    error_to,
    letters_to,
    picture_to,
    under_to,
)
from gongkai.reading.problem import Clock, Limits

_MOST_MEMORY, _MOST_WITH_MODELS = 1_000_000_000, 4_000_000_000
_GRACE = 5.0


def main() -> None:
    """Ends at the end of its input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(_MOST_WITH_MODELS if RECOGNISES in sys.argv else _MOST_MEMORY)
    while len(head := sys.stdin.buffer.read(REQUEST.size)) == REQUEST.size:
        words, size, seconds = REQUEST.unpack(head)
        order = Order(**json.loads(sys.stdin.buffer.read(words)))
        _send(answers, _answer(sys.stdin.buffer.read(size), order, seconds, answers))


def _send(answers: IO[bytes], answer: bytes) -> None:
    answers.write(ANSWER.pack(len(answer)) + answer)
    answers.flush()


def _answer(data: bytes, order: Order, seconds: float, answers: IO[bytes]) -> bytes:
    _end_after(seconds + _GRACE)
    try:
        if order.recognise:
            return document_to(_recognised(data, order, seconds, answers))
        if order.picture_of is not None and order.is_picture:
            from gongkai.reading.loaders.scan_file import picture_page

            return picture_to(picture_page(data, order.picture_of, order.dpi))
        if order.picture_of is not None:
            return picture_to(picture_of(data, order.picture_of, order.dpi))
        if order.behind:
            return behind_to(behind_pdf(data, "", Clock(Limits(seconds=seconds))))
        if order.under is not None:
            from gongkai.reading.loaders.pdf_under import words_under

            return under_to(words_under(data, order.under, Clock(Limits(seconds=seconds))))
        if order.letters:
            from gongkai.reading.loaders.pdf_under import letters_of

            return letters_to(letters_of(data, Clock(Limits(seconds=seconds))))
        return document_to(read_document(data, "", Clock(Limits(seconds=seconds))))
    except GongkaiError as error:
        return error_to(error)
    except Exception as error:
        # A defect of ours: told to the parent, which reports it as one, instead of dying without a word.
        return defect_to(error)
    finally:
        _end_after(0)


def _recognised(data: bytes, order: Order, seconds: float, answers: IO[bytes]) -> Document:
    """Each page and each step of it has its own time; how many pages are done is told."""
    from gongkai.reading.loaders.scan_document import page_reader, read_pictures

    so_far = (0, 0)

    def tell(done: int, total: int) -> None:
        nonlocal so_far
        _end_after(seconds + _GRACE)
        clock.started = time.monotonic()
        so_far = (done, total) if total else so_far
        _send(answers, PROGRESS + json.dumps(so_far).encode())

    clock = Clock(Limits(seconds=seconds), tell=tell)
    if order.is_picture:
        return read_pictures(data, clock)
    return read_document(data, "", clock, page_reader())


def _end_after(seconds: float) -> None:
    """The system ends the process even inside pdfium, and even if the parent is gone; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(bytes_: int) -> None:
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = bytes_ if hard == resource.RLIM_INFINITY else min(bytes_, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
