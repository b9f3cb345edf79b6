"""A link opens once and for a time; what came through it counts only after the registered telephone was called."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.errors import GongkaiError
from gongkai.exchange import workbook
from gongkai.report import Cell, Certainty, loads
from gongkai.report.forms import COLLAPSED_OTHER, OTHER_OUTCOMES
from gongkai_web.audit.models import Entry
from gongkai_web.campaign import judging
from gongkai_web.campaign.checking import findings_of
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.kinds import Source
from gongkai_web.campaign.models import Submission
from gongkai_web.campaign.twins import OTHER_ORGAN, TWIN, grave
from gongkai_web.outside import calling, linking
from gongkai_web.outside import handing as steps
from gongkai_web.outside.errors import ChangedError, ClosedError, OutsideError, TooManyError
from gongkai_web.outside.kinds import Outcome, State
from gongkai_web.outside.models import Call, Handing, Link
from gongkai_web.outside.registering import call_to_file, change, register
from gongkai_web.outside.tasks import tasks
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.queue import results
from gongkai_web.reports.uploads import Upload
from tests.platform.campaign.county import NOW, SEAL, campaign, county, filing_of, lock_of, signed, submitted
from tests.platform.conftest import SAMPLES
from tests.platform.outside.making import (
    NAME,
    TELEPHONE,
    Outside,
    filled,
    given,
    link,
    opened,
    outside,
    report,
    upload,
    waiting,
)

pytestmark = pytest.mark.django_db

ROWS = ("new", "granted", "partial", "denied_internal", "other_misc")
NUMBERS = {row: at for at, row in enumerate(ROWS, 1)}


def confirm(one: Outside, handing: Handing, code: str | None = None, **other) -> Submission:
    return calling.confirm(
        **{
            "by": one.made.supervisor,
            "handing": handing,
            "lock": handing.lock,
            "code": handing.code if code is None else code,
            "spoken_to": "孙科长",
            "now": NOW,
        }
        | other
    )


def test_what_came_through_a_link_counts_after_the_call_alone() -> None:
    one = outside()
    kept = waiting(one)
    assert len(kept.code) == 6 and kept.code.isdigit() and not one.filing.submissions.exists()
    assert [task.title for task in tasks(one.made.supervisor, NOW.date())] == [f"打登记电话核对{NAME}的年报"]
    made = confirm(one, kept)
    assert (made.source, made.by, made.by_name, made.number) == (Source.LINK, None, "孙明", 1)
    assert loads(made.content).value("requests.new.total") == 0
    call = Call.objects.get()
    assert (call.telephone, call.spoken_to, call.outcome, call.by) == (
        TELEPHONE,
        "孙科长",
        "confirmed",
        one.made.supervisor,
    )
    kept.refresh_from_db()
    assert (kept.state, kept.code, kept.submission) == (State.FILED, "", made)
    assert list(tasks(one.made.supervisor, NOW.date())) == []


def test_the_link_is_192_bits_and_neither_it_nor_the_code_nor_a_telephone_is_in_the_log_or_the_columns() -> None:
    one = outside()
    token = link(one)
    key = linking.open_(token, source="s", now=NOW)
    assert len(token) == len(key) == 48
    kept = linking.handing_of(key, NOW)
    kept = filled(kept)
    kept = steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    told = "".join(str(row) for row in (*Entry.objects.values(), *Link.objects.values(), *Call.objects.values()))
    assert token not in told and key not in told and kept.code not in "".join(str(e.data) for e in Entry.objects.all())
    assert TELEPHONE not in told and "孙科长" not in told


def test_a_link_opens_once_in_one_browser_and_for_its_days() -> None:
    one = outside()
    token = link(one)
    assert linking.unopened(token, source="s", now=NOW).filing == one.filing, "looking does not use it up"
    key = linking.open_(token, source="s", now=NOW)
    for again in (token, token.upper(), "", "0" * 48):
        with pytest.raises(ClosedError):
            linking.open_(again, source=f"s{again[:1]}", now=NOW)
    assert linking.handing_of(key, NOW + timedelta(days=3, minutes=-1))
    assert linking.handing_of(key, NOW + timedelta(days=3)) is None
    assert linking.handing_of("", NOW) is None and linking.handing_of(token, NOW) is None
    other = link(one)
    with pytest.raises(ClosedError):
        linking.open_(other, source="t", now=NOW + timedelta(days=3))
    assert linking.handing_of(key, NOW) is None, "a new link ends what was begun with the last"


def test_a_link_that_was_taken_back_opens_nothing() -> None:
    one = outside()
    token = link(one)
    assert linking.take_back(by=one.made.supervisor, filing=one.filing, now=NOW) == 1
    with pytest.raises(ClosedError):
        linking.open_(token, source="s", now=NOW)


def test_guessing_is_limited_by_where_it_comes_from() -> None:
    one = outside()
    token = link(one)
    for number in range(10):
        with pytest.raises(ClosedError):
            linking.open_(f"{number:048}", source="s", now=NOW)
    with pytest.raises(TooManyError):
        linking.open_(token, source="s", now=NOW)
    assert Entry.objects.filter(key="outside.limited").count() == 1
    assert linking.open_(token, source="elsewhere", now=NOW)


def test_a_wrong_code_three_times_is_the_end_of_it() -> None:
    one = outside()
    kept = waiting(one)
    code = kept.code
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for left in ("2 次", "1 次", "换一个确认码"):
        with pytest.raises(OutsideError) as told:
            confirm(one, kept, wrong)
        assert left in str(told.value)
        kept.refresh_from_db()
    assert (kept.code, kept.tries) == ("", 3) and Call.objects.filter(outcome=Outcome.WRONG_CODE).count() == 3
    for tried in (code, ""):
        with pytest.raises(OutsideError, match="作废"):
            confirm(one, kept, tried)
    kept = steps.new_code(kept, lock=kept.lock, now=NOW)
    assert confirm(one, kept, f" {kept.code[:3]} {kept.code[3:]} ").number == 1


def test_an_organ_that_says_it_was_not_them_ends_it() -> None:
    one = outside()
    kept = waiting(one)
    by = {"by": one.made.supervisor, "handing": kept, "now": NOW}
    calling.unreached(**by, lock=kept.lock)
    kept.refresh_from_db()
    calling.denied(**by, lock=kept.lock, spoken_to="值班员")
    kept.refresh_from_db()
    assert kept.state == State.DROPPED and not one.filing.submissions.exists()
    assert list(Call.objects.values_list("outcome", flat=True)) == ["unreached", "denied"]
    with pytest.raises(ChangedError):
        confirm(one, kept, "123456")


def test_without_a_registered_telephone_there_is_no_link_and_one_needs_to_say_where_it_is_from() -> None:
    made = county()
    collected = campaign(made)
    with pytest.raises(OutsideError, match="来源"):
        register(by=made.supervisor, office=made.organ, given=given(basis=""), now=NOW)
    bare = register(by=made.supervisor, office=made.organ, given=given(telephone="", basis=""), now=NOW)
    filing = call_to_file(by=made.supervisor, campaign=collected, outsider=bare, now=NOW)
    with pytest.raises(OutsideError, match="登记电话"):
        linking.issue(by=made.supervisor, filing=filing, days=3, now=NOW)
    change(by=made.head, outsider=bare, lock=0, given=given(), now=NOW)
    assert linking.issue(by=made.supervisor, filing=filing, days=3, now=NOW)
    with pytest.raises(ChangedError):
        change(by=made.head, outsider=bare, lock=0, given=given(), now=NOW)


def test_only_who_leads_may_and_only_for_organs_outside() -> None:
    one = outside()
    clerk, kept = one.made.offices[0].clerk, waiting(one)
    acts = (
        lambda: link(one, by=clerk),
        lambda: linking.take_back(by=clerk, filing=one.filing, now=NOW),
        lambda: confirm(one, kept, by=clerk),
        lambda: calling.unreached(by=clerk, handing=kept, lock=kept.lock, now=NOW),
        lambda: steps.begin(by=clerk, filing=one.filing, now=NOW),
        lambda: register(by=clerk, office=one.made.organ, given=given("别的局"), now=NOW),
        lambda: call_to_file(by=clerk, campaign=one.campaign, outsider=one.outsider, now=NOW),
        lambda: steps.say(kept, lock=kept.lock, by=one.made.supervisor, teller="x", note="", now=NOW),
        lambda: link(one, filing=one.campaign.filings.exclude(organ=None).first()),
    )
    for act in acts:
        with pytest.raises(CampaignError):
            act()
    kept.refresh_from_db()
    assert kept.state == State.WAITING


def test_doubtful_cells_are_confirmed_or_typed_before_it_can_be_handed_over() -> None:
    one = outside()
    made = report()
    doubt = made.tables | {
        "requests.new.total": Cell.number(0).marked(Certainty.UNCERTAIN),
        "requests.granted.other": Cell.unreadable("l0").marked(Certainty.UNCERTAIN),
        "proactive.licensing": Cell.missing(),
    }
    kept = filled(opened(one), upload(replace(made, tables=doubt)))
    with pytest.raises(OutsideError, match="3 格"):
        steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    typed = {"requests.granted.other": "很多", "proactive.licensing": "3"}
    given_ = {"by": None, "typed": typed, "confirmed": ["requests.new.total"], "now": NOW}
    assert steps.answer(kept, lock=kept.lock, **given_).slips == {"requests.granted.other": "很多"}
    kept.refresh_from_db()
    steps.answer(kept, lock=kept.lock, **given_ | {"typed": {"requests.granted.other": "0"}})
    kept.refresh_from_db()
    kept = steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    content = loads(confirm(one, kept).content)
    assert content.value("proactive.licensing") == 3 and steps.doubtful(content) == []


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (Upload("年报.docx", b"PK\x03\x04 broken"), "损坏"),
        (Upload("年报.pdf", b"%PDF-1.4\n%%EOF"), "年报.pdf"),
        (Upload("年报.txt", "今天天气很好".encode()), "年报.txt"),
        (upload(replace(report(), year=2024)), "2024 年"),
    ],
)
def test_a_broken_file_is_one_error_and_what_was_typed_stays(file: Upload, told: str) -> None:
    one = outside()
    kept = filled(opened(one))
    kept = steps.say(kept, lock=kept.lock, by=None, teller="孙明", note="打了字", now=NOW)
    before = kept.content
    with pytest.raises(GongkaiError, match="。") as error:
        steps.take_file(kept, lock=kept.lock, by=None, upload=file, now=NOW)
    assert told in str(error.value)
    kept.refresh_from_db()
    assert (kept.note, kept.teller, kept.content) == ("打了字", "孙明", before) and kept.problem
    again = steps.take_file(kept, lock=kept.lock, by=None, upload=upload(), now=NOW)
    assert again.problem == ""


def test_a_workbook_of_ours_is_read_cell_by_cell() -> None:
    made = report(new=4)
    one = outside()
    kept = filled(opened(one), Upload("填报.xlsx", workbook(made)))
    assert loads(kept.content).value("requests.new.total") == 4 and steps.doubtful(loads(kept.content)) == []


def test_a_slow_file_waits_in_the_queue_and_is_taken_from_it() -> None:
    one = outside()
    kept = filled(opened(one), Upload("年报.doc", (SAMPLES / "word-97.doc").read_bytes()))
    assert kept.batch and not kept.content
    with pytest.raises(OutsideError, match="还在读取"):
        steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    assert steps.look_for_reading(kept, now=NOW).batch
    done = results.packed([results.Taken(report(), results.source.SourceText())])
    ReadingJob.objects.update(state=ReadingJob.State.DONE, outcome=done)
    kept = steps.look_for_reading(kept, now=NOW)
    assert kept.content and not kept.batch and not ReadingJob.objects.exists()


def test_what_is_wanted_is_attached_and_another_organs_name_is_said_to_be_ours() -> None:
    one = outside(wanted=(SEAL,))
    kept = filled(opened(one), upload(report("青山县水务局")))
    with pytest.raises(OutsideError, match="青山县水务局"):
        steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    with pytest.raises(OutsideError, match=SEAL):
        steps.hand_over(kept, lock=kept.lock, own=True, now=NOW)
    for name in ("错.pdf", "盖章.pdf"):
        steps.enclose(kept, lock=kept.lock, by=None, what=SEAL, upload=Upload(name, b"%PDF-1.4\n%%EOF"), now=NOW)
        kept.refresh_from_db()
    kept = steps.hand_over(kept, lock=kept.lock, own=True, now=NOW)
    assert [(a.what, a.file.name) for a in confirm(one, kept).attached.all()] == [(SEAL, "盖章.pdf")]


def test_the_office_hands_in_what_reached_it_otherwise_and_says_how() -> None:
    one = outside()
    by = one.made.supervisor
    kept = steps.begin(by=by, filing=one.filing, now=NOW)
    assert steps.begin(by=by, filing=one.filing, now=NOW) == kept
    kept = steps.take_file(kept, lock=kept.lock, by=by, upload=upload(), now=NOW)
    with pytest.raises(OutsideError, match="怎样收到"):
        steps.submit(kept, lock=kept.lock, by=by, own=False, now=NOW)
    kept = steps.say(kept, lock=kept.lock, by=by, teller="李静", note="1月12日公文送达", now=NOW)
    with pytest.raises(OutsideError):
        steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    made = steps.submit(kept, lock=kept.lock, by=by, own=False, now=NOW)
    assert (made.source, made.by, made.note) == (Source.UPLOAD, by, "1月12日公文送达")


def test_of_two_at_once_the_second_changes_nothing() -> None:
    one = outside()
    kept = filled(opened(one))
    old = kept.lock
    steps.say(kept, lock=old, by=None, teller="孙明", note="甲", now=NOW)
    for act in (
        lambda: steps.say(kept, lock=old, by=None, teller="孙明", note="乙", now=NOW),
        lambda: steps.take_file(kept, lock=old, by=None, upload=upload(report(new=9)), now=NOW),
        lambda: steps.hand_over(kept, lock=old, own=False, now=NOW),
    ):
        with pytest.raises(ChangedError):
            act()
    kept.refresh_from_db()
    assert kept.note == "甲" and loads(kept.content).value("requests.new.total") == 0


def test_returned_it_is_answered_through_a_new_link() -> None:
    one = outside()
    first = confirm(one, waiting(one))
    judging.open_(by=one.made.supervisor, submission=first, now=NOW)
    judging.remark(
        by=one.made.supervisor,
        submission=first,
        lock=lock_of(one.filing),
        text="数不对",
        now=NOW,
        path="requests.new.total",
    )
    due = NOW.date() + timedelta(days=5)
    judging.return_(
        by=one.made.supervisor, submission=first, lock=lock_of(one.filing), words="请改", answer_by=due, now=NOW
    )
    kept = filled(opened(one), upload(report(new=2)))
    with pytest.raises(OutsideError, match="没有回复"):
        steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    said = steps.remarks_of(one.filing)[0]
    steps.answer_remark(kept, lock=kept.lock, by=None, remark=said.pk, answer="mended", text="", now=NOW)
    kept.refresh_from_db()
    kept = steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    assert confirm(one, kept).number == 2
    said.refresh_from_db()
    assert (said.answer, said.answered_by, said.answered_name) == ("mended", None, "孙明")


def test_taken_back_before_the_call() -> None:
    one = outside()
    kept = waiting(one)
    lock = kept.lock
    kept = steps.take_back(kept, lock=lock, now=NOW)
    assert kept.state == State.FILLING and kept.code == ""
    with pytest.raises(ChangedError):
        confirm(one, kept, "000000", lock=lock)


def test_a_report_with_one_row_of_other_outcomes_lacks_nothing() -> None:
    made = report()
    gone = tuple(f"requests.{row}." for row in OTHER_OUTCOMES)
    kept = {path: cell for path, cell in made.tables.items() if not path.startswith(gone)}
    whole = replace(made, tables=kept | dict.fromkeys(COLLAPSED_OTHER, Cell.number(0)))
    assert steps.doubtful(whole) == [] and len(steps.doubtful(replace(made, tables=kept))) == 21


def test_no_link_for_what_waits_to_be_decided() -> None:
    one = outside()
    confirm(one, waiting(one))
    with pytest.raises(OutsideError, match="第 1 次报送还没有办完"):
        link(one)


def test_another_organs_report_is_an_error_for_the_office_and_taken_with_a_reason_alone() -> None:
    one = outside()
    office, twin = one.made.offices[0], report("青山县民政局", **NUMBERS)
    signed(office, replace(twin, agency=office.organ.name))
    submitted(office, filing_of(one.campaign, office))
    kept = filled(opened(one), upload(twin))
    assert not grave(steps.report_of(kept).findings), "the organ does not see what others filed"
    kept = steps.hand_over(kept, lock=kept.lock, own=True, now=NOW)
    rules = [found.rule for found in grave(steps.report_of(kept, for_office=True).findings)]
    assert rules == [OTHER_ORGAN, TWIN]
    made = confirm(one, kept)
    said = [found.message for found in grave(findings_of(loads(made.content), one.filing, made))]
    assert (
        "“青山县民政局”，不是“青山县气象局”；填报人勾选了" in said[0] and f"与{office.organ.name}报送的报告" in said[1]
    )
    assert made.errors >= 2
    given = {"by": one.made.supervisor, "submission": made, "words": "", "now": NOW}
    with pytest.raises(CampaignError, match="可能是别的机关"):
        judging.accept(**given, lock=lock_of(one.filing), reason=" ")
    taken = judging.accept(**given, lock=lock_of(one.filing), reason="打登记电话问过，名称抄错")
    assert taken.reason == "打登记电话问过，名称抄错"


def test_an_own_report_is_taken_without_a_reason() -> None:
    one = outside()
    office = one.made.offices[0]
    signed(office)
    submitted(office, filing_of(one.campaign, office))
    made = confirm(one, waiting(one))
    assert not grave(findings_of(loads(made.content), one.filing, made)), "few numbers are no likeness"
    given = {"by": one.made.supervisor, "submission": made, "lock": lock_of(one.filing), "words": "", "now": NOW}
    assert judging.accept(**given, reason="不用写").reason == ""
