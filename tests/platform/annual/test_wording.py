"""An organ's own text to begin with, and which sentences stand elsewhere already."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from gongkai.checks import check
from gongkai.checks.wording import repeated
from gongkai.report import AnnualReport, dumps, loads
from gongkai_web.annual import building, keeping, wording
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.likeness import alike, last_years
from gongkai_web.annual.models import Earlier, Report, Wording
from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Kind, Level, Organ
from gongkai_web.organs.services import found
from tests.library.writing.reports import built
from tests.platform.annual.desk import YEAR, report
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, SINCE, Office, township

pytestmark = pytest.mark.django_db
OWN = "（一）主动公开。我乡在乡政府一楼大厅设查阅点，全年公开{公开总数}条。"
LAST_YEAR = "主要问题是村务公开栏更新不够及时，部分群众不知道到哪里查阅。"


@pytest.fixture
def office() -> Office:
    return township()


def keep(office: Office, lock: int = 0, **texts: str) -> Wording:
    given = dict.fromkeys(wording.PARTS, "") | texts
    return wording.keep(by=office.clerk, organ=office.organ, lock=lock, texts=given, now=NOW)


def test_a_report_begins_with_the_organs_own_text_and_the_rest_with_the_platforms(office) -> None:
    keep(office, overall=OWN)
    row = report(office)
    assert row.overall == OWN
    assert row.problems == wording.usual(office.organ, YEAR)["problems"] != ""


def test_a_report_that_was_begun_keeps_its_text(office) -> None:
    row = report(office)
    keep(office, overall=OWN)
    assert Report.objects.get(pk=row.pk).overall == row.overall != OWN


def test_the_log_has_the_old_and_the_new_text(office) -> None:
    keep(office, overall="甲")
    keep(office, lock=1, overall="乙")
    changed = Entry.objects.filter(key="annual.wording_saved").order_by("pk").values_list("data", flat=True)
    assert [json.loads(one)["changed"] for one in changed] == [{"overall": ["", "甲"]}, {"overall": ["甲", "乙"]}]


def test_of_two_clerks_the_second_is_told(office) -> None:
    keep(office, overall="甲")
    with pytest.raises(ChangedError):
        keep(office, lock=0, overall="乙")
    assert Wording.objects.get().overall == "甲"


@pytest.mark.parametrize(
    ("texts", "said"),
    [({"overall": "新收{新手}件"}, "第一部分里的 {新手} 不是"), ({"other": "字" * 30_001}, "第六部分有 30001 字")],
)
def test_what_cannot_be_kept_is_said_with_its_place(office, texts, said) -> None:
    with pytest.raises(AnnualError, match=said):
        keep(office, **texts)
    assert not Wording.objects.exists()


def test_who_does_not_write_reports_does_not_write_their_text(office) -> None:
    with pytest.raises(AnnualError, match="岗位"):
        wording.keep(by=office.reviewer, organ=office.organ, lock=0, texts=dict.fromkeys(wording.PARTS, ""), now=NOW)


def test_the_page_keeps_what_was_typed_when_it_refuses(office) -> None:
    page, client = reverse("annual_setting", args=[office.organ.code]), as_(office.clerk)
    given = dict.fromkeys(wording.PARTS, "") | {"lock": "0"}
    refused = client.post(page, given | {"overall": "新收{新手}件"})
    assert refused.status_code == 422 and "新收{新手}件" in refused.content.decode()
    assert client.post(page, given | {"overall": OWN}).status_code == 302
    shown = client.get(page).content.decode()
    assert OWN in shown and "王芳" in shown
    assert "第一部分用本机关的" in client.get(reverse("settings", args=[office.organ.code])).content.decode()
    late = client.post(page, given | {"overall": "别的"})
    assert late.status_code == 409 and OWN in late.content.decode() and "别的" in late.content.decode()


# Sentences that stand elsewhere.


def published(organ: Organ, by, year: int, problems: str, confirmed: bool = True) -> Earlier:
    there = built(year)
    there.sections[4] = type(there.sections[4])(5, there.sections[4].title, problems)
    by_whom = {"confirmed_by": by, "confirmed_at": NOW} if confirmed else {}
    return Earlier.objects.create(
        organ=organ, year=year, content=dumps(there), name="年报.docx", by=by, at=NOW, **by_whom
    )


def written(office: Office, problems: str, **texts: str) -> Report:
    row = report(office)
    given = {name: getattr(row, name) for name in ("opening", "overall", "other")} | {"problems": problems} | texts
    return keeping.write(by=office.clerk, report=row, lock=row.lock, texts=given, signed_on=date(2026, 11, 20), now=NOW)


def sister(office: Office) -> Organ:
    county = found(by=None, code="C1", name="青山县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    Organ.objects.filter(pk=office.organ.pk).update(parent=county)
    office.organ.refresh_from_db()
    return found(
        by=None,
        code="T2",
        name="青山县河口镇人民政府",
        kind=Kind.GOVERNMENT,
        level=Level.TOWNSHIP,
        since=SINCE,
        parent=county,
    )


def test_last_years_sentence_is_shown_with_where_it_stands(office) -> None:
    published(office.organ, office.clerk, YEAR - 1, LAST_YEAR)
    row = written(office, f"{LAST_YEAR}今年新设了三处查阅点，把目录送到每个村民小组。")
    (one,) = alike(row)
    assert (one.section, one.sentence, one.where, one.share) == ("五", LAST_YEAR[:-1], f"本机关{YEAR - 1}年年报", 100)
    page = as_(office.clerk).get(reverse("annual_text", args=[office.organ.code, YEAR])).content.decode()
    assert "与别处相同的句子，1 句" in page and f"本机关{YEAR - 1}年年报" in page


def test_a_sentence_that_was_hardly_changed_is_shown_beside_the_other(office) -> None:
    published(office.organ, office.clerk, YEAR - 1, LAST_YEAR)
    (one,) = alike(written(office, LAST_YEAR.replace("部分群众", "少数群众")))
    assert 80 <= one.share < 100 and one.other == LAST_YEAR[:-1]


@pytest.mark.parametrize(
    "mine",
    [
        "改进情况是建立月度核对，由各站所负责人在每月底逐项销号。",
        "主要问题是村务公开栏更新不够及时，部分群众不知道到哪里查阅{新收}件。",
        "问题不足。",
    ],
    ids=["another", "with a live figure", "a heading"],
)
def test_what_is_not_shown(office, mine) -> None:
    published(office.organ, office.clerk, YEAR - 1, f"{LAST_YEAR}问题不足。")
    assert alike(written(office, mine)) == []


def test_a_sister_organs_public_report_is_looked_at_and_what_it_has_not_confirmed_is_not(office) -> None:
    other = sister(office)
    kept = published(other, office.clerk, YEAR - 1, LAST_YEAR, confirmed=False)
    row = written(office, LAST_YEAR)
    assert alike(row) == []
    Earlier.objects.filter(pk=kept.pk).update(confirmed_at=NOW, confirmed_by=office.clerk)
    assert [one.where for one in alike(row)] == [f"青山县河口镇人民政府{YEAR - 1}年年报"]


def test_a_sister_organs_draft_is_nobodys_business(office) -> None:
    """What is being written elsewhere is not shown here."""
    other = sister(office)
    Report.objects.create(
        organ=other, year=YEAR, problems=LAST_YEAR, by=office.clerk, at=NOW, saved_by=office.clerk, saved_at=NOW
    )
    assert alike(written(office, LAST_YEAR)) == []


def test_the_platforms_own_draft_is_not_held_against_anybody(office) -> None:
    other = sister(office)
    published(other, office.clerk, YEAR - 1, LAST_YEAR)
    assert alike(report(office)) == []


def begun(office: Office, year: int, figure: str) -> AnnualReport:
    """A report nobody has written a word in, with its figures."""
    there, texts = built(year), wording.usual(office.organ, year)
    for at, name in ((0, "overall"), (4, "problems"), (5, "other")):
        section = there.sections[at]
        filled = re.sub(r"\{\w+\}", figure, texts[name].replace("{机关}", office.organ.name))
        there.sections[at] = type(section)(section.number, section.title, filled)
    return there


def test_what_the_platform_begins_with_counts_for_nobodys_repetition(office) -> None:
    now, before = begun(office, YEAR, "7"), begun(office, YEAR - 1, "12")
    usual = wording.usual_sentences(office.organ, YEAR)
    assert [one.rule for one in check(now, before) if one.rule == "TX-DUP"] == ["TX-DUP"]
    assert "TX-DUP" not in {one.rule for one in check(now, before, usual=usual)}
    assert repeated(now, before, usual).sentences == ()


def test_the_text_page_lists_the_sentences_behind_the_percentage(office) -> None:
    same = "主要问题是村务公开栏更新不够及时，部分群众不知道到哪里查阅，申请表格在各村文书手里放着没有摆出来。"
    both = same + "窗口人员轮换以后不熟悉答复的格式，前三个季度有几件答复是退回重写过的，群众因此多跑了一趟路。" * 2
    new = "今年新开的赶集日查阅点由司法所值守，来问宅基地审批进度的最多，值守人员把问题逐条记下来转给各站所。"
    earlier = published(office.organ, office.clerk, YEAR - 1, both)
    earlier.content = dumps(replace(loads(earlier.content), agency=office.organ.name))
    earlier.save()
    row = written(office, both + new)
    made = building.built(row, NOW)
    found = last_years(made)
    assert found is not None and found.share is not None and found.share > 0.5
    [finding] = [one for one in made.report.findings if one.rule == "TX-DUP"]
    assert f"约有 {round(found.share * 100)}%" in finding.message
    shown = as_(office.clerk).get(reverse("annual_text", args=[office.organ.code, YEAR])).content.decode()
    listed = shown.partition('id="repeated"')[2].partition("</section>")[0]
    assert (
        f"约 {round(found.share * 100)}%" in listed and same.rstrip("。") in listed and new.rstrip("。") not in listed
    )
