"""The annual report: its official forms, its cells, its arithmetic, its JSON."""

from gongkai.report.cells import Cell, CellState, Certainty, Number, Place
from gongkai.report.forms import FORM_2019, FORM_2021, FORMS, Form, FormCell, FormTable, Role, cell_name, form_for_year
from gongkai.report.model import (
    AnnualReport,
    Finding,
    Kind,
    Section,
    Severity,
    Source,
    Statement,
    empty_tables,
)
from gongkai.report.relations import PREVIOUS, Judgement, Relation, Verdict, judge, relations_between, relations_of
from gongkai.report.wire import ReportJsonError, dumps, from_json, loads, to_json

__all__ = [
    "FORMS",
    "FORM_2019",
    "FORM_2021",
    "PREVIOUS",
    "AnnualReport",
    "Cell",
    "CellState",
    "Certainty",
    "Finding",
    "Form",
    "FormCell",
    "FormTable",
    "Judgement",
    "Kind",
    "Number",
    "Place",
    "Relation",
    "ReportJsonError",
    "Role",
    "Section",
    "Severity",
    "Source",
    "Statement",
    "Verdict",
    "cell_name",
    "dumps",
    "empty_tables",
    "form_for_year",
    "from_json",
    "judge",
    "loads",
    "relations_between",
    "relations_of",
    "to_json",
]
