"""Redaction: parts of a document taken out for good, before the rest is handed out (《条例》第三十七条).

Pages become pictures, boxes with their reason are burned in, and a new PDF is made of the pictures alone: no text layer, no
hidden text, no metadata, nothing of the old file. Then every extractor at hand tries to get text out of it; where one
succeeds, there is no result. The original is not touched: whoever keeps it keeps it sealed.
"""

from gongkai.redaction.boxes import PERSONAL, REASONS, Box, boxes_from
from gongkai.redaction.errors import RedactionError
from gongkai.redaction.finding import PageText, Spot, find, spots_of
from gongkai.redaction.proof import prove
from gongkai.redaction.redacting import Redacted, redact, redact_by_pages
from gongkai.redaction.source import Source, source_of

__all__ = [
    "PERSONAL",
    "REASONS",
    "Box",
    "PageText",
    "Redacted",
    "RedactionError",
    "Source",
    "Spot",
    "boxes_from",
    "find",
    "prove",
    "redact",
    "redact_by_pages",
    "source_of",
    "spots_of",
]
