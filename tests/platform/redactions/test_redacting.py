"""From the sealed original to the paper that may be handed out: nothing below a box is found by anything."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import docx
import pytest
from django.utils import timezone

from gongkai.reading import load
from gongkai.reading.loaders.office import soffice
from gongkai.redaction import prove
from gongkai_web.audit.models import Entry
from gongkai_web.files.gate import may_read
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content
from gongkai_web.letters.errors import SendingError
from gongkai_web.redactions import services, working
from gongkai_web.redactions.boxes import current
from gongkai_web.redactions.errors import ChangedError, RedactingError
from gongkai_web.redactions.models import Redaction, State
from gongkai_web.redactions.pages import elsewhere_of, open_guesses
from gongkai_web.redactions.reasons import withheld
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Paper, Request
from tests.platform.letters.desk import bureau, drafted
from tests.platform.publishing.office import NOW, Office
from tests.platform.publishing.test_faults import _environment
from tests.platform.redactions.desk import LINES, NAME, PHONE, accepted, begun, burnt, covered, original, prepared, run
from tests.platform.requests.desk import registered, take_step

pytestmark = pytest.mark.django_db
IDENTITY = "11010519491231002X"


@pytest.fixture(autouse=True)
def nothing_under_way(monkeypatch) -> None:
    monkeypatch.setattr(working, "_under_way", None)


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def case(office) -> Request:
    return registered(office)


def draw(office: Office, made: Redaction, lines: str, *, page: int = 1, reason: str = "15", version: int | None = None):
    made.refresh_from_db()
    seen = made.version if version is None else version
    given = {"page": page, "lines": lines, "reason": reason, "now": NOW}
    return services.draw(by=office.clerk, redaction=made, version=seen, **given)


def test_what_was_covered_is_found_by_no_extractor_at_hand(office, case, tmp_path) -> None:
    before = content(prepared(office, case).original)
    assert NAME in "".join(block.text for block in load(before, "a.pdf").blocks), "the words were there"
    done = accepted(office, case, NAME, PHONE, IDENTITY)
    data = content(done.result)
    found = {"pdfium": "".join(_by_pdfium(data)), "bytes": data.decode("latin-1")}
    if shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(data)
        found["pdftotext"] = subprocess.run(
            ["pdftotext", "-q", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True, timeout=60
        ).stdout.decode()
    for name in ("pdfplumber", "pypdf", "pdfminer"):
        if find_spec(name):
            assert prove(data, [NAME, PHONE, IDENTITY])
    for name, text in found.items():
        assert not any(word in text for word in (NAME, PHONE, IDENTITY, "李四光")), name
    for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
        assert not any(word.encode(encoding) in data for word in (NAME, PHONE, IDENTITY, "李四光"))
    assert found["pdfium"].strip() == "" and not zipfile.is_zipfile(io.BytesIO(data))
    assert "会议纪要" not in data.decode("latin-1") and b"/Title" not in data and b"/Author" not in data


def _by_pdfium(data: bytes) -> list[str]:
    pdfium = import_module("pypdfium2")
    with pdfium.PdfDocument(data) as pdf:
        assert not any(pdf.get_metadata_dict().values())
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.skipif(not find_spec("rapidocr"), reason="needs the extra ocr")
def test_recognition_reads_what_is_open_and_not_what_is_covered(office, case) -> None:
    done = accepted(office, case, NAME, PHONE, IDENTITY)
    read = "".join(getattr(block, "text", "") for block in load(content(done.result), "a.pdf").blocks)
    assert "会议决定拨付" in read.replace(" ", "")
    assert not any(word in read for word in (NAME, PHONE, IDENTITY))


@pytest.mark.skipif(not soffice(), reason="needs LibreOffice")
def test_a_word_document_is_turned_into_pages_beside_the_web_server(office, case) -> None:
    document, out = docx.Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.core_properties.author = "李四光"
    document.save(out)
    made = begun(office, case, out.getvalue(), "会议纪要.docx")
    assert (made.state, made.pages) == (State.PREPARING, None)
    run()
    made.refresh_from_db()
    assert made.state == State.DRAWING and made.pages and made.pages.kind == "pdf" and made.pages.sealed
    assert not may_read(made.pages, office.clerk, NOW)
    done = burnt(office, covered(office, made))
    assert done.result.name == "会议纪要（遮盖后）.pdf"
    assert not any(NAME.encode(one) in content(done.result) for one in ("utf-8", "utf-16-be"))


def test_the_original_leaves_through_no_gate_and_goes_out_with_no_letter(office, case) -> None:
    done = accepted(office, case)
    original_file = done.original
    assert original_file.sealed
    for person in (office.clerk, office.head, office.reviewer, None):
        assert not may_read(original_file, person, NOW)
    with pytest.raises(SendingError, match="封存的原件"):
        drafted(office, "granted", enclosures=[original_file])
    again = services.store(by=office.clerk, organ=office.organ, name="改了名.pdf", content=content(original_file))
    with pytest.raises(SendingError, match="封存的原件"):
        drafted(office, "granted", enclosures=[again])
    letter = drafted(office, "granted", enclosures=[done.paper.file])
    assert letter.hands_out, "the secrecy review is still asked for"


def test_a_file_that_goes_out_already_is_not_made_an_original(office, case) -> None:
    file = services.store(by=office.clerk, organ=office.organ, name="已附.pdf", content=original())
    drafted(office, "granted", enclosures=[file])
    with pytest.raises(RedactingError, match="正在随文书发出"):
        services.begin(by=office.clerk, request=case, file=file, now=NOW)


def test_a_paper_that_becomes_an_original_is_read_by_nobody_elsewhere(office, case) -> None:
    file = services.store(by=office.clerk, organ=office.organ, name="提供.pdf", content=original())
    Paper.objects.create(request=case, file=file, kind=Proof.OTHER, by=office.clerk, at=NOW)
    assert may_read(file, office.head, NOW)
    services.begin(by=office.clerk, request=case, file=file, now=NOW)
    file.refresh_from_db()
    assert file.sealed and not may_read(file, office.head, NOW) and not may_read(file, office.clerk, NOW)


def test_opening_the_original_is_logged_and_is_for_those_who_handle_requests(office, case) -> None:
    made = prepared(office, case)
    assert services.open_original(by=office.clerk, redaction=made, now=NOW) == original()
    assert Entry.objects.filter(key="redaction.opened", target=f"request:{case.pk}").count() == 1
    with pytest.raises(RedactingError, match="原件已封存"):
        services.open_original(by=office.head, redaction=made, now=NOW)
    assert Entry.objects.filter(key="redaction.opened").count() == 1


def test_the_result_is_a_paper_that_says_what_is_withheld_and_why(office, case) -> None:
    done = accepted(office, case)
    paper = case.papers.get()
    assert (paper.kind, paper.file.name, paper.file.sealed) == (Proof.HANDED_OUT, "会议纪要（遮盖后）.pdf", False)
    assert may_read(paper.file, office.head, NOW)
    told = withheld(case)
    assert told.part == "《会议纪要（遮盖后）》中遮盖的 3 处" and told.grounds == ("15",)
    assert "3 处属于商业秘密、个人隐私等第三方合法权益（《条例》第十五条）" in told.reason
    assert done.proven_by[0] == "pdfium"


def test_no_word_of_the_document_stands_in_the_log_or_the_boxes(office, case) -> None:
    accepted(office, case)
    said = str(list(Entry.objects.filter(key__startswith="redaction.").values_list("data", flat=True)))
    kept = str(list(Redaction.objects.values_list("guesses", flat=True)))
    assert "第1页" in said
    assert not any(word in said + kept for word in (NAME, PHONE, IDENTITY))


def test_the_proofing_suspects_what_a_person_takes_or_turns_down(office, case) -> None:
    made = prepared(office, case)
    titles = [guess.title for guess in open_guesses(made)]
    assert titles == ["手机号码", "居民身份证号码"]
    common = {"by": office.clerk, "redaction": made, "now": NOW}
    services.take_guess(**common, version=0, guess=0, reason="personal")
    services.dismiss_guess(**common, version=1, guess=1)
    made.refresh_from_db()
    assert not open_guesses(made) and len(current(made)) == 1
    services.undo(**common, version=2)
    services.undo(**common, version=3)
    made.refresh_from_db()
    done = burnt(office, made)
    assert PHONE not in str(elsewhere_of(done))


def test_what_still_stands_open_is_told(office, case) -> None:
    made = prepared(office, case)
    first = covered(office, made)
    boxes = current(first)
    services.remove(by=office.clerk, redaction=first, version=1, box=boxes[0].id, now=NOW)
    done = burnt(office, first)
    assert (1, NAME) in elsewhere_of(done)


def test_the_second_clerk_overwrites_nothing_and_sees_the_version(office, case) -> None:
    made = prepared(office, case)
    draw(office, made, "10 20 40 25", version=0)
    with pytest.raises(ChangedError) as refused:
        draw(office, made, "50 60 70 80", version=0)
    assert refused.value.since == 0
    made.refresh_from_db()
    assert [(box.left, box.reason) for box in current(made)] == [(0.1, "15")]
    with pytest.raises(ChangedError):
        services.burn(by=office.clerk, redaction=made, version=0, now=NOW)


def test_removing_and_taking_back(office, case) -> None:
    made = prepared(office, case)
    made = draw(office, made, "10 20 40 25\n50 60 70 80 personal")
    first, second = current(made)
    assert (first.reason, second.reason) == ("15", "personal")
    common = {"by": office.clerk, "redaction": made, "now": NOW}
    services.remove(**common, version=1, box=first.id)
    services.give_reason(**common, version=2, box=second.id, reason="16b")
    made.refresh_from_db()
    assert [box.reason for box in current(made)] == ["16b"]
    services.undo(**common, version=3)
    services.undo(**common, version=4)
    made.refresh_from_db()
    assert [box.reason for box in current(made)] == ["16b"], "taking back a taking back puts it back"
    made = draw(office, made, "1 1 2 2")
    assert sorted(box.id for box in current(made)) == [second.id, 3], "a number is never given twice"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "没有画框"),
        ("10 20 40", "第 1 行“10 20 40”看不懂"),
        ("10 20 40 25\n一 二 三 四", "第 2 行"),
        ("40 20 10 25", "不在页面内"),
        ("10 20 40 125", "不在页面内"),
        ("nan 20 40 25", "不在页面内"),
        ("10 20 40 25 99", "没有选遮盖的理由"),
    ],
)
def test_what_is_no_box_is_said_with_its_line(office, case, lines, said) -> None:
    made = prepared(office, case)
    with pytest.raises(RedactingError, match=said) as refused:
        draw(office, made, lines)
    assert refused.value.remedy
    made.refresh_from_db()
    assert made.version == 0


def test_nothing_is_burned_without_boxes_and_nothing_accepted_unseen(office, case) -> None:
    made = prepared(office, case)
    with pytest.raises(RedactingError, match="还没有画框"):
        services.burn(by=office.clerk, redaction=made, version=0, now=NOW)
    first = burnt(office, covered(office, made))
    seen = first.result_id
    services.draw_on(by=office.clerk, redaction=first, now=NOW)
    second = burnt(office, covered(office, first, PHONE))
    with pytest.raises(RedactingError, match="已经变了"):
        services.accept(by=office.clerk, redaction=second, result=seen, now=NOW)
    assert not case.papers.exists()


def test_boxes_do_not_change_while_they_are_burned(office, case) -> None:
    made = covered(office, prepared(office, case))
    services.burn(by=office.clerk, redaction=made, version=1, now=NOW)
    with pytest.raises(RedactingError, match="正在生成"):
        draw(office, made, "1 1 2 2")


def test_called_off_while_it_is_burned_there_is_no_result(office, case, monkeypatch) -> None:
    monkeypatch.setattr(working, "TURN_SECONDS", 0.0)
    made = covered(office, prepared(office, case))
    services.burn(by=office.clerk, redaction=made, version=1, now=NOW)
    working.work(timezone.now())
    services.draw_on(by=office.clerk, redaction=made, now=NOW)
    files = StoredFile.objects.count()
    for _ in range(5):
        working.work(timezone.now())
    made.refresh_from_db()
    assert (made.state, made.result, StoredFile.objects.count()) == (State.DRAWING, None, files)


def test_a_result_that_is_not_proven_is_no_result(office, case, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.redaction.proof._by_pdfium", lambda *_: "还有字")
    made = burnt(office, covered(office, prepared(office, case)))
    assert made.state == State.DRAWING and made.result is None
    assert "没有通过核验" in made.failure


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("坏的.pdf", b"%PDF-1.5 broken", "打不开"),
    ],
)
def test_an_original_that_cannot_be_opened_says_so(office, case, name, data, said) -> None:
    made = prepared(office, case, data, name=name)
    assert made.state == State.FAILED and made.failure
    services.try_again(by=office.clerk, redaction=made, now=NOW)
    made.refresh_from_db()
    assert made.state == State.PREPARING


def test_a_workbook_has_no_pages(office, case) -> None:
    with pytest.raises(RedactingError, match="没有页面"):
        begun(office, case, "甲,乙\n".encode(), "明细.csv")


def test_only_those_who_handle_requests_begin_one(office, case) -> None:
    with pytest.raises(RequestError):
        services.upload(by=office.head, request=case, name="a.pdf", data=original(), now=NOW)
    assert not StoredFile.objects.exists()


def test_an_ended_request_has_no_new_ones(office, case) -> None:
    take_step(office, case, "withdraw", NOW.date())
    with pytest.raises(RedactingError, match="已经办结"):
        begun(office, case)


BURN = """
import django, sys
django.setup()
from django.utils import timezone
from gongkai_web.redactions import working
working.TURN_SECONDS = 0.0
for _ in range(100):
    working.work(timezone.now())
    print("turn", flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_half_is_left_and_another_begins_anew() -> None:
    office = bureau()
    case = registered(office)
    many = [line for _ in range(40) for line in LINES]
    made = covered(office, prepared(office, case, original(*many)))
    assert made.page_count >= 3
    services.burn(by=office.clerk, redaction=made, version=1, now=NOW)
    environment = {**_environment(), "GONGKAI_DATA_DIR": os.environ["GONGKAI_DATA_DIR"]}
    process = subprocess.Popen([sys.executable, "-c", BURN], stdout=subprocess.PIPE, env=environment)
    assert process.stdout
    for _ in range(2):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.stdout.close()
    files = StoredFile.objects.count()
    made.refresh_from_db()
    assert (made.state, made.result, made.done >= 1) == (State.BURNING, None, True)
    working.work(timezone.now())
    made.refresh_from_db()
    assert made.attempts == 1, "it is not taken from a program that may be alive"
    Redaction.objects.filter(pk=made.pk).update(beat_at=timezone.now() - working.SILENT_AFTER - timedelta(seconds=1))
    run()
    made.refresh_from_db()
    assert (made.state, made.attempts, StoredFile.objects.count()) == (State.BURNT, 2, files + 1)
    assert not any(NAME.encode(one) in content(made.result) for one in ("utf-8", "utf-16-be"))
    begun_files = Path(os.environ["GONGKAI_DATA_DIR"]) / "files" / ".begun"
    assert not begun_files.exists() or not list(begun_files.iterdir())


def test_what_ends_the_program_again_and_again_is_given_up(office, case) -> None:
    made = begun(office, case)
    long_ago = timezone.now() - working.SILENT_AFTER - timedelta(seconds=1)
    Redaction.objects.filter(pk=made.pk).update(attempts=working.MOST_ATTEMPTS, beat_at=long_ago)
    run()
    made.refresh_from_db()
    assert made.state == State.FAILED and "几次中断" in made.failure
