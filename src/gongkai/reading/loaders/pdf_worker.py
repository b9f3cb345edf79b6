"""What a helper process does: reads PDF files from its input, one after the other, each within its time and memory."""

from __future__ import annotations

import json
import os
import signal
import sys

from gongkai.errors import GongkaiError
from gongkai.reading.loaders.pdf_document import read_document
from gongkai.reading.loaders.pdf_helper import ANSWER, REQUEST, Order
from gongkai.reading.loaders.pdf_picture import picture_of
from gongkai.reading.loaders.pdf_wire import defect_to, document_to, error_to, picture_to
from gongkai.reading.problem import Clock, Limits

_MOST_MEMORY = 1_000_000_000
_GRACE = 5.0


def main() -> None:
    """Ends at the end of its input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    while len(head := sys.stdin.buffer.read(REQUEST.size)) == REQUEST.size:
        words, size, seconds = REQUEST.unpack(head)
        order = Order(**json.loads(sys.stdin.buffer.read(words)))
        answer = _answer(sys.stdin.buffer.read(size), order, seconds)
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()


def _answer(data: bytes, order: Order, seconds: float) -> bytes:
    _end_after(seconds + _GRACE)
    try:
        if order.picture_of is not None:
            return picture_to(picture_of(data, order.picture_of, order.dpi))
        return document_to(read_document(data, "", Clock(Limits(seconds=seconds))))
    except GongkaiError as error:
        return error_to(error)
    except Exception as error:
        # A defect of ours: told to the parent, which reports it as one, instead of dying without a word.
        return defect_to(error)
    finally:
        _end_after(0)


def _end_after(seconds: float) -> None:
    """The system ends the process even inside pdfium, and even if the parent is gone; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(_MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
