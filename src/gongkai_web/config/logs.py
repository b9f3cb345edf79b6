"""Logs say what failed and where in the code, never what was in a file: an error's message may quote its contents."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class FramesOnly(logging.Formatter):
    """Writes a traceback as error type and places in the code, without source lines and without the message."""

    def formatException(self, ei: Any) -> str:  # noqa: N802
        kind, _, trace = ei
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__, *frames])


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": FramesOnly, "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A page that is not there is not worth a line each time.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "gongkai_web": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
