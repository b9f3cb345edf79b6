"""An extract of a corpus: narrow tables in the order questions come in, so that a page over many reports is answered at once."""

from __future__ import annotations

from gongkai.corpus.extract.making import TABLES, extracted, make_extract
from gongkai.corpus.extract.opening import Extract, Part, open_extract

__all__ = ["TABLES", "Extract", "Part", "extracted", "make_extract", "open_extract"]
