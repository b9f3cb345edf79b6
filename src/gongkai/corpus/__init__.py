"""Many reports at once: read into Parquet tables, asked by SQL, compared over years and organs. Needs the extra `corpus`."""

from __future__ import annotations

from gongkai.corpus.engines import Dask, Local
from gongkai.corpus.listing import Entry, Listing, listing
from gongkai.corpus.opening import Answer, Corpus, opened
from gongkai.corpus.reading import Done, failures, read_corpus
from gongkai.corpus.tables import TABLES, Column

__all__ = [
    "TABLES",
    "Answer",
    "Column",
    "Corpus",
    "Dask",
    "Done",
    "Entry",
    "Listing",
    "Local",
    "failures",
    "listing",
    "opened",
    "read_corpus",
]
