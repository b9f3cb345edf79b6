"""A county's zip into a campaign: taken once, told apart, nothing overwritten; what was accepted goes out in one."""

import io
from dataclasses import replace

import pytest

from gongkai.exchange import Attachment, Entry, opened, package
from gongkai.report import Cell, Certainty
from gongkai_web.campaign import judging
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.models import Submission
from gongkai_web.outside import packages
from gongkai_web.outside.errors import OutsideError
from tests.platform.campaign.county import NOW, SEAL, YEAR, filing_of, lock_of, signed, submitted
from tests.platform.outside.making import NAME, Outside, outside, report

pytestmark = pytest.mark.django_db
OTHER = "青山县小河镇人民政府"


def take(one: Outside, data: bytes, *, add: bool = False, by=None) -> packages.Imported:
    by = by or one.made.supervisor
    return packages.take_in(by=by, campaign=one.campaign, stream=io.BytesIO(data), name="全县.zip", add=add, now=NOW)


def names(done: packages.Imported) -> dict[str, list[str]]:
    kinds = ("taken", "unchanged", "differing", "refused")
    return {kind: [line.name for line in getattr(done, kind)] for kind in kinds if getattr(done, kind)}


def zipped(*entries: Entry, year: int = YEAR) -> bytes:
    return package(entries, year=year, workbooks=False)


def test_taken_twice_changes_nothing_and_a_difference_is_shown() -> None:
    one = outside()
    data = zipped(Entry(report()), Entry(report(OTHER)))
    assert names(take(one, data)) == {"taken": [NAME], "refused": [OTHER]}
    assert names(take(one, data, add=True)) == {"unchanged": [NAME], "taken": [OTHER]}
    assert names(take(one, data, add=True)) == {"unchanged": sorted([NAME, OTHER])}
    done = take(one, zipped(Entry(report(new=2))))
    (line,) = done.differing
    assert "没有改动" in line.why and any("“0”" in str(found) for found in line.differences)
    assert Submission.objects.count() == 2


def test_what_is_refused_is_named_and_why() -> None:
    one = outside(wanted=(SEAL,))
    doubt = report().tables | {"requests.new.total": Cell.number(0).marked(Certainty.UNCERTAIN)}
    doubtful = Entry(replace(report(), tables=doubt))
    ours = Entry(report(one.made.offices[0].organ.name))
    done = take(one, zipped(doubtful, ours))
    assert [line.why[:6] for line in done.refused] == ["这个机关在本", "有 1 格没有"] or len(done.refused) == 2
    (line,) = take(one, zipped(Entry(report()))).refused
    assert SEAL in line.why
    attached = Entry(report(), attachments=[Attachment("盖章.pdf", b"%PDF-1.4\n%%EOF", SEAL)])
    assert names(take(one, zipped(attached))) == {"taken": [NAME]}
    assert Submission.objects.get().attached.get().what == SEAL


def test_another_year_a_stranger_and_what_is_no_package() -> None:
    one = outside()
    with pytest.raises(OutsideError, match="2024"):
        take(one, zipped(Entry(replace(report(), year=2024)), year=2024))
    with pytest.raises(CampaignError):
        take(one, zipped(Entry(report())), by=one.made.offices[0].clerk)
    with pytest.raises(Exception, match="打不开"):
        take(one, b"x")


def test_what_was_accepted_goes_out_and_comes_back_in_unchanged() -> None:
    one = outside()
    office = one.made.offices[0]
    signed(office)
    copies = [submitted(office, filing_of(one.campaign, office))]
    take(one, zipped(Entry(report())))
    copies.append(one.filing.submissions.get())
    by = {"by": one.made.supervisor, "now": NOW}
    with pytest.raises(OutsideError, match="还没有接受"):
        packages.package(campaign=one.campaign, attachments=True, workbooks=True, **by)
    for copy in copies:
        judging.open_(submission=copy, **by)
        judging.accept(submission=copy, lock=lock_of(copy.filing), words="", **by)
    data = packages.package(campaign=one.campaign, attachments=True, workbooks=True, **by)
    assert data == packages.package(campaign=one.campaign, attachments=True, workbooks=True, **by)
    found = {item.organ.name: item for item in opened(io.BytesIO(data), "x").organs()}
    assert set(found) == {NAME, office.organ.name} and found[NAME].organ.code == one.outsider.code
    assert names(take(one, data)) == {"unchanged": sorted(found)}
