"""The platform: how long a start and a check take (`run`); by hand, with their sizes: `python -m benchmarks.platform.search`."""

from benchmarks.platform.starting import run as run
