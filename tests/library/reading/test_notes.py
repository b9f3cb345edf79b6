"""What the loader left out or could not read reaches the person who checks the report."""

from gongkai.reading.blocks import Document
from gongkai.reading.notes import note_findings
from gongkai.report import Cell, Severity

CELLS = {"proactive.charges": Cell.missing(), "proactive.licensing": Cell.blank("")}


def findings(cells=CELLS, **said):
    document = Document([], "x.pdf", "pdf", "application/pdf", **said)
    return [(found.rule, found.severity, found.message, found.cells) for found in note_findings(document, cells)]


def test_what_was_left_out_is_a_note():
    said = "第 1 页的水印“样本”没有读入"
    assert findings(notes=[said]) == [("READ-NOTE", Severity.INFO, said, ())]


def test_a_page_that_cannot_be_read_names_the_cells_it_may_hold():
    [(rule, severity, message, cells)] = findings(unread=["第 2 页是图片，没有可以读取的文字"])
    assert (rule, severity, cells) == ("READ-UNREAD", Severity.WARNING, ("proactive.charges",))
    assert message.startswith("第 2 页是图片")


def test_a_picture_beside_a_whole_report_is_only_a_note():
    whole = {path: Cell.blank("") for path in CELLS}
    assert findings(whole, unread=["第 2 页是图片，没有可以读取的文字"])[0][0] == "READ-NOTE"
