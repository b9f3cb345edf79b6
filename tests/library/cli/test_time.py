"""The hard end of a reading, and how a scan's pages put it off."""

import time
from pathlib import Path

import pytest

from gongkai.reading import Limits, ReadingError
from gongkai.reading.jobs import alarm


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(ReadingError) as caught, alarm(Limits(seconds=0.05), Path("a.pdf")):
        time.sleep(2)
    assert caught.value.code == "TIMEOUT"


def test_each_page_of_a_scan_has_time_of_its_own() -> None:
    with alarm(Limits(seconds=0.2, page_seconds=1), Path("a.pdf")) as tell:
        tell(0, 0)
        time.sleep(0.3)
        tell(1, 10)
        time.sleep(0.1)
