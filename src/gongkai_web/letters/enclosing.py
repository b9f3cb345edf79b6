"""Which files may not go out with a letter, said by the part that keeps them back; asked at every step up to the dispatch."""

from __future__ import annotations

from collections.abc import Callable

from gongkai_web.files.models import StoredFile
from gongkai_web.letters.errors import SendingError

Bar = Callable[[StoredFile], bool]
_bars: list[Bar] = []


def register(bar: Bar) -> None:
    """Called from an app's `ready`; the same twice is once."""
    if bar not in _bars:
        _bars.append(bar)


def is_barred(file: StoredFile) -> bool:
    return any(bar(file) for bar in _bars)


def require_free(file: StoredFile) -> None:
    """Raises SendingError for an original that is kept sealed."""
    if is_barred(file):
        raise SendingError(
            f"《{file.name}》是封存的原件，不能随文书发出", "请改为附上遮盖后的文件", file.name, "LETTER_SEALED"
        )
