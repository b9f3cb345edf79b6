"""From draft to served: numbers, approval of one exact text, secrecy review, dispatch and what follows from its day."""

from datetime import date, timedelta

import pytest

from gongkai.letters import LetterError
from gongkai_web.audit.models import Entry
from gongkai_web.files.gate import may_read
from gongkai_web.files.services import content
from gongkai_web.letters import after_dispatch
from gongkai_web.letters.errors import ChangedError, SendingError
from gongkai_web.letters.kinds import State, Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.reviewing import Conclusion
from gongkai_web.letters.services import draft, record_bounced, record_served, review_secrecy, save, submit, void
from gongkai_web.letters.setting import set_habits
from gongkai_web.organs.roles import Role
from gongkai_web.workflow.models import Round, Verdict
from tests.platform.letters.desk import (
    DAY,
    HABITS,
    LATER,
    a_file,
    approved,
    bureau,
    cleared,
    drafted,
    made,
    say,
    sent,
    submitted,
    values,
)
from tests.platform.publishing.office import NOW, person, township

pytestmark = pytest.mark.django_db


def test_the_whole_way_of_a_letter() -> None:
    office = bureau()
    letter = drafted(office)
    assert (letter.state, letter.number) == (State.DRAFT, "")
    letter = submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    assert (letter.state, letter.number) == (State.IN_REVIEW, "白政公告〔2026〕1号")
    assert letter.docx.kind == "docx" and letter.pdf is None and len(letter.digest) == 64
    assert made(letter).pdf.kind == "pdf"
    letter = say(office.head, letter)
    assert (letter.state, letter.approved_on) == (State.APPROVED, DAY)
    sent(office, letter, tracking="XA1")
    assert (letter.state, letter.dispatched_on) == (State.DISPATCHED, DAY)
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=DAY + timedelta(days=2), now=LATER)
    letter.refresh_from_db()
    assert letter.state == State.SERVED


def test_a_letter_that_misses_a_field_is_not_begun() -> None:
    office = bureau()
    with pytest.raises(LetterError, match="还没有填写：延期理由"):
        drafted(office, values=values("extension") | {"延期理由": ""})
    with pytest.raises(SendingError, match="“文号”不用填写"):
        drafted(office, values=values("extension") | {"文号": "白政公告〔2026〕9号"})
    assert not OutgoingLetter.objects.exists()


def test_a_reply_needs_the_names_of_who_reconsiders() -> None:
    office = bureau(reviewer="")
    with pytest.raises(LetterError, match="没有写明行政复议机关的名称"):
        drafted(office, "granted")


def test_numbers_run_by_sort_and_year_and_are_never_given_twice() -> None:
    office = bureau()
    first, second = submitted(office), submitted(office)
    reply = submitted(office, "granted")
    assert [one.number for one in (first, second, reply)] == [
        "白政公告〔2026〕1号",
        "白政公告〔2026〕2号",
        "白政公复〔2026〕1号",
    ]
    void(by=office.clerk, letter=second, lock=second.lock, reason="申请人已撤回", now=NOW)
    assert submitted(office).number == "白政公告〔2026〕3号"
    other = township("T9", "青山县红枫乡人民政府")
    set_habits(by=other.head, organ=other.organ, now=NOW, **HABITS)
    assert submitted(other).number == "白政公告〔2026〕1号"


def test_a_letter_keeps_its_number_when_it_comes_back() -> None:
    office = bureau()
    letter = say(office.head, submitted(office), Verdict.RETURN, "请写明理由")
    assert letter.state == State.RETURNED
    again = submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    assert again.number == "白政公告〔2026〕1号"


@pytest.mark.parametrize("stage", ["in_review", "approved"])
def test_any_change_lets_what_was_decided_lapse(stage: str) -> None:
    office = bureau()
    letter = submitted(office) if stage == "in_review" else approved(office)
    before = letter.digest
    changed = values("extension") | {"延期理由": "另有原因"}
    letter = save(by=office.clerk, letter=letter, lock=letter.lock, values=changed, now=NOW)
    assert (letter.state, letter.digest, letter.docx, letter.approved_on) == (State.DRAFT, "", None, None)
    assert not Round.objects.filter(subject_kind="letter", state="running").exists()
    with pytest.raises(SendingError, match="起草中，不能发出"):
        sent(office, letter)
    assert submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW).digest != before


def test_the_second_clerk_overwrites_nothing() -> None:
    office = bureau()
    letter = drafted(office)
    seen = letter.lock
    save(by=office.clerk, letter=letter, lock=seen, values=values("extension"), now=NOW)
    with pytest.raises(ChangedError):
        save(by=office.clerk, letter=letter, lock=seen, values=values("extension"), now=NOW)


def test_the_values_are_sealed_and_not_in_the_log() -> None:
    from django.db import connection

    office = bureau()
    letter = submitted(office)
    with connection.cursor() as cursor:
        cursor.execute("select * from letters_outgoingletter")
        assert "王小明" not in str(cursor.fetchall())
    assert letter.given["申请人"] == "王小明"
    assert "王小明" not in "".join(Entry.objects.values_list("data", flat=True))


def test_what_is_handed_out_is_reviewed_first_by_somebody_else() -> None:
    office = bureau()
    letter = say(office.head, submitted(office, "granted"))
    with pytest.raises(SendingError, match="还没有做保密审查"):
        sent(office, letter)
    with pytest.raises(SendingError, match="没有参与起草"):
        review_secrecy(
            by=office.clerk, letter=letter, digest=letter.digest, answers={}, conclusion=Conclusion.OPEN, now=NOW
        )
    cleared(office, letter, Conclusion.WITHHELD)
    with pytest.raises(SendingError, match="不予公开"):
        sent(office, letter)
    cleared(office, letter)
    assert sent(office, letter).on == DAY


def test_a_review_that_keeps_it_back_and_a_review_of_another_text() -> None:
    office = bureau()
    letter = submitted(office, enclosures=[a_file(office)])
    assert letter.hands_out
    old = letter.digest
    cleared(office, letter)
    letter = save(
        by=office.clerk,
        letter=letter,
        lock=letter.lock,
        values=values("extension"),
        enclosures=[a_file(office, "另一份")],
        now=NOW,
    )
    letter = say(office.head, submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW))
    assert letter.digest != old
    with pytest.raises(SendingError, match="还没有做保密审查"):
        sent(office, letter)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 19), "交邮之日早于文书的日期"),
        (date(2026, 11, 24), "交邮之日晚于今天"),
    ],
)
def test_days_that_cannot_be(on: date, said: str) -> None:
    office = bureau()
    with pytest.raises(SendingError, match=said):
        sent(office, approved(office), on=on)


def test_no_letter_goes_out_before_it_was_approved() -> None:
    office = bureau()
    letter = submitted(office)
    with pytest.raises(SendingError, match="审核中，不能发出"):
        sent(office, letter)
    OutgoingLetter.objects.filter(pk=letter.pk).update(dated=DAY - timedelta(days=5))
    letter.refresh_from_db()
    OutgoingLetter.objects.filter(pk=letter.pk).update(state=State.APPROVED, approved_on=DAY)
    with pytest.raises(SendingError, match="早于审核通过的日期"):
        sent(office, letter, on=DAY - timedelta(days=2))


def test_the_addressee_pays_no_postage() -> None:
    office = bureau()
    with pytest.raises(SendingError, match="没有确认由本机关付邮资"):
        sent(office, approved(office), postage_paid=False)


def test_over_the_internet_the_reply_tells_where_to_file_online() -> None:
    office = bureau()
    with pytest.raises(SendingError, match="互联网渠道"):
        sent(office, approved(office, "not_held"), Way.ELECTRONIC)
    letter = approved(office, "not_held", electronic=True)
    assert "https://fy.example.gov.cn/" in letter.printed
    assert sent(office, letter, Way.ELECTRONIC).on == DAY
    extension = approved(office)
    assert sent(office, extension, Way.ELECTRONIC).on == DAY


def test_other_remedies_by_the_day_of_dispatch_or_the_settings_are_not_sent() -> None:
    office = bureau()
    letter = approved(office, "not_held")
    set_habits(by=office.head, organ=office.organ, now=NOW, **(HABITS | {"court": "白云县人民法院"}))
    with pytest.raises(SendingError, match="复议、诉讼的告知与这份文书里写的不同"):
        sent(office, letter)


def test_signed_for_on_delivery_is_served_at_once() -> None:
    office = bureau()
    letter = approved(office)
    assert sent(office, letter, Way.DIRECT).served_on == DAY
    assert letter.state == State.SERVED


def test_what_comes_back_is_sent_again_and_the_first_day_stays() -> None:
    office = bureau()
    letter = approved(office)
    sent(office, letter)
    back = DAY + timedelta(days=1)
    record_bounced(by=office.clerk, letter=letter, lock=letter.lock, on=back, note="查无此人", now=LATER)
    letter.refresh_from_db()
    assert letter.state == State.BOUNCED
    sent(office, letter, Way.LEFT, on=DAY + timedelta(days=2))
    assert (letter.state, letter.dispatched_on, letter.dispatches.count()) == (State.SERVED, DAY, 2)


def test_the_case_hears_of_the_first_dispatch_in_the_same_transaction(monkeypatch) -> None:
    heard = []
    monkeypatch.setitem(
        after_dispatch._heard, "paper", lambda letter, sent, by, now: heard.append((letter.pk, sent.on))
    )
    office = bureau()
    letter = approved(office, subject=("paper", 7))
    sent(office, letter)
    record_bounced(by=office.clerk, letter=letter, lock=letter.lock, on=DAY, note="查无此人", now=LATER)
    letter.refresh_from_db()
    sent(office, letter)
    assert heard == [(letter.pk, DAY)]

    def refuses(*_: object) -> None:
        raise SendingError("期限已过", "")

    monkeypatch.setitem(after_dispatch._heard, "paper", refuses)
    other = approved(office, subject=("paper", 7))
    with pytest.raises(SendingError, match="期限已过"):
        sent(office, other)
    other.refresh_from_db()
    assert (other.state, other.dispatches.count()) == (State.APPROVED, 0)


def test_only_those_who_may_see_the_letter_read_its_files() -> None:
    office = bureau()
    letter = made(submitted(office))
    writer = person("T1.writer", "某人", Role.CONTRIBUTOR, office.organ, unit=office.organ.units.create(name="农业站"))
    neighbour = township("T9", "青山县红枫乡人民政府").clerk
    assert may_read(letter.pdf, office.clerk, NOW)
    assert not any(may_read(letter.pdf, who, NOW) for who in (None, writer, neighbour))


def test_who_has_no_part_in_the_organ_drafts_nothing() -> None:
    office, other = bureau(), township("T9", "青山县红枫乡人民政府")
    with pytest.raises(SendingError, match="不能起草"):
        draft(by=other.clerk, organ=office.organ, code="extension", values=values("extension"), now=NOW)


def test_the_docx_says_what_was_approved() -> None:
    from io import BytesIO

    import docx

    office = bureau()
    letter = approved(office, "refused", reply="R36_3_16b")
    text = "\n".join(one.text for one in docx.Document(BytesIO(content(letter.docx))).paragraphs)
    assert letter.number in text and "先向青山县人民政府申请行政复议" in text and "王小明：" in text
