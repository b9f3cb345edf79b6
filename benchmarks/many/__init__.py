"""Many reports: every relation of a corpus, a sum over it, texts alike; beside pandas and plain sqlite in one run.

`python -m benchmarks many` runs small; `python -m benchmarks.many --reports 200000` is what docs/reference/corpus.md tells of.
"""

from __future__ import annotations

from benchmarks.many.measured import run

__all__ = ["run"]
