"""Catalogues: a 基层政务公开标准目录 as xlsx, xls, docx, html or csv → its rows, with everything that is doubtful about them."""

from gongkai.catalogue.due import Due, Occurrence, due_after, occurrences
from gongkai.catalogue.fields import FIELDS, Field, Fields
from gongkai.catalogue.model import (
    AUDIENCE_NAMES,
    CHOICE_NAMES,
    LEVEL_NAMES,
    MANNER_NAMES,
    NOTE_NAMES,
    Audience,
    CatalogueFile,
    Channel,
    Choice,
    Level,
    Manner,
    Note,
    NoteKind,
    Row,
    Table,
    Where,
)
from gongkai.catalogue.period import PERIOD_NAMES, PERIODIC, Excess, Period, PeriodKind
from gongkai.catalogue.period_text import parse_period
from gongkai.catalogue.read import LIMITS, CatalogueError, read, read_bytes
from gongkai.catalogue.wire import to_json

__all__ = [
    "AUDIENCE_NAMES",
    "CHOICE_NAMES",
    "FIELDS",
    "LEVEL_NAMES",
    "LIMITS",
    "MANNER_NAMES",
    "NOTE_NAMES",
    "PERIODIC",
    "PERIOD_NAMES",
    "Audience",
    "CatalogueError",
    "CatalogueFile",
    "Channel",
    "Choice",
    "Due",
    "Excess",
    "Field",
    "Fields",
    "Level",
    "Manner",
    "Note",
    "NoteKind",
    "Occurrence",
    "Period",
    "PeriodKind",
    "Row",
    "Table",
    "Where",
    "due_after",
    "occurrences",
    "parse_period",
    "read",
    "read_bytes",
    "to_json",
]
