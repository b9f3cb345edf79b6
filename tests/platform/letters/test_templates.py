"""An organ's own templates and habits: checked, versioned, undone; their PDF is made beside the web server."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest

from gongkai.letters import LETTERS, default_template
from gongkai.reading.loaders.office import soffice
from gongkai_web.files.services import content
from gongkai_web.letters.converting import convert_due
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.filling import habits_of
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import Template
from gongkai_web.letters.numbers import check_pattern, preview
from gongkai_web.letters.services import dispatch
from gongkai_web.letters.setting import set_habits, undo_habits
from gongkai_web.letters.templates import TemplateError, bring_back, template_of, upload
from tests.platform.letters.desk import DAY, HABITS, LATER, approved, bureau, submitted
from tests.platform.publishing.office import NOW, Office

pytestmark = pytest.mark.django_db
KIND = LETTERS["extension"]


def own(*more: str) -> bytes:
    document = docx.Document(BytesIO(default_template(KIND)))
    for line in ("专此函告。", *more):
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def uploaded(office: Office, data: bytes | None = None) -> Template:
    return upload(by=office.head, organ=office.organ, kind=KIND, name="延期.docx", data=data or own(), now=NOW)


def test_letters_are_written_by_the_organs_own_template_from_then_on() -> None:
    office = bureau()
    uploaded(office)
    letter = submitted(office)
    assert "专此函告。" in docx.Document(BytesIO(content(letter.docx))).paragraphs[-1].text
    assert letter.template.number == 1 and letter.pdf is None
    with pytest.raises(SendingError, match="PDF 还没有生成"):
        letter = approved(office)
        dispatch(by=office.clerk, letter=letter, lock=letter.lock, way=Way.ELECTRONIC, on=DAY, now=LATER)


def test_every_problem_is_told_and_nothing_is_kept() -> None:
    office = bureau()
    with pytest.raises(TemplateError) as caught:
        uploaded(office, own("{{领导}}", "{{文号"))
    assert ["领导" in caught.value.problems[0].text, "大括号" in caught.value.problems[1].text] == [True, True]
    assert all(problem.where.startswith("第") for problem in caught.value.problems)
    assert not Template.objects.exists()


def test_any_version_and_the_default_can_be_brought_back() -> None:
    office = bureau()
    first = uploaded(office)
    uploaded(office, own("又一版。"))
    back = bring_back(by=office.head, organ=office.organ, kind=KIND, number=1, now=NOW)
    assert (back.number, template_of(office.organ, KIND.code).file) == (3, first.file)
    bring_back(by=office.head, organ=office.organ, kind=KIND, number=0, now=NOW)
    assert template_of(office.organ, KIND.code) is None
    with pytest.raises(SendingError, match="没有这一版"):
        bring_back(by=office.head, organ=office.organ, kind=KIND, number=9, now=NOW)


@pytest.mark.skipif(soffice() is None, reason="needs LibreOffice")
def test_the_pdf_is_made_beside_the_web_server() -> None:
    office = bureau()
    template = uploaded(office)
    letter = submitted(office)
    assert convert_due(NOW) == 2
    for row in (letter, template):
        row.refresh_from_db()
    assert letter.pdf.kind == "pdf" and template.preview.kind == "pdf"
    assert convert_due(NOW) == 0


def test_a_pdf_that_cannot_be_made_says_so_once(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.reading.loaders.office.soffice", lambda: None)
    office = bureau()
    uploaded(office)
    letter = submitted(office)
    convert_due(NOW)
    letter.refresh_from_db()
    assert "LibreOffice" in letter.failure and convert_due(NOW) == 0


def test_a_pdf_that_failed_is_tried_again_and_the_clerk_is_told(monkeypatch) -> None:
    from gongkai_web.letters.tasks import tasks

    monkeypatch.setattr("gongkai.reading.loaders.office.soffice", lambda: None)
    office = bureau()
    uploaded(office)
    letter = submitted(office)
    convert_due(NOW)
    assert convert_due(NOW + timedelta(minutes=1)) == 0
    assert convert_due(NOW + timedelta(minutes=2)) == 2
    letter.refresh_from_db()
    assert (letter.tries, letter.again_at) == (2, NOW + timedelta(minutes=6))
    assert "PDF 没有生成" in [one.kind for one in tasks(office.clerk, NOW.date())]
    monkeypatch.setattr("gongkai_web.letters.converting.to_pdf", lambda data, name: b"%PDF-1.7\n%%EOF\n")
    assert convert_due(NOW + timedelta(minutes=6)) == 2
    letter.refresh_from_db()
    assert letter.pdf is not None and letter.failure == ""
    assert "PDF 没有生成" not in [one.kind for one in tasks(office.clerk, NOW.date())]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("{mark}公{kind}〔{year}〕{number}号", True),
        ("{mark}依申请〔{year}〕{number:03}号", True),
        ("{mark}公复{number}号", False),
        ("{mark}公复〔{year}〕号", False),
        ("{mark}〔{year}〕{number}{number}号", False),
        ("{region}〔{year}〕{number}号", False),
        ("{mark.x}〔{year}〕{number}号", False),
        ("<b>〔{year}〕{number}号", False),
    ],
)
def test_the_pattern_of_the_number(pattern: str, fits: bool) -> None:
    if fits:
        check_pattern(pattern)
    else:
        with pytest.raises(SendingError):
            check_pattern(pattern)


def test_habits_are_set_and_undone() -> None:
    office = bureau()
    set_habits(by=office.head, organ=office.organ, now=NOW, **(HABITS | {"mark": "青白政"}))
    assert preview(office.organ, habits_of(office.organ), KIND, DAY) == "青白政公告〔2026〕1号"
    assert undo_habits(by=office.head, organ=office.organ, now=NOW).mark == "白政"
    with pytest.raises(SendingError, match="不能修改"):
        set_habits(by=office.reviewer, organ=office.organ, now=NOW, **HABITS)
