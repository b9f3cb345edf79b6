"""Drafts: nothing typed is lost or overwritten, nothing under review changes, what is missing is said before review."""

from datetime import date, timedelta

import pytest

from gongkai_web.organs.roles import Role
from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.completeness import shortcomings
from gongkai_web.publishing.digests import digest_of
from gongkai_web.publishing.drafting import begin, discard, open_revision, save, take_back
from gongkai_web.publishing.errors import ChangedMeanwhileError, PublishingError
from gongkai_web.publishing.models import Revision
from gongkai_web.workflow.models import Verdict
from tests.platform.publishing.office import NOW, approve, clear, content, draft, hand_in, person, say, township

pytestmark = pytest.mark.django_db
DAY = NOW.date()


@pytest.mark.parametrize(
    "role", [Role.HEAD, Role.SECRECY_REVIEWER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR]
)
def test_who_does_not_draft_cannot_begin(role):
    office = township()
    other = person("other", "周人", role, office.organ)
    with pytest.raises(PublishingError):
        begin(by=other, organ=office.organ, now=NOW, **content())


def test_another_organs_clerk_cannot_save():
    office, other = township(), township("T2", "青山县红土乡人民政府")
    item = draft(office)
    with pytest.raises(PublishingError):
        save(by=other.clerk, item=item, lock=0, now=NOW, title="改")


def test_an_older_page_overwrites_nothing():
    office = township()
    item = draft(office)
    save(by=office.clerk, item=item, lock=0, now=NOW, title="甲")
    with pytest.raises(ChangedMeanwhileError):
        save(by=office.clerk, item=item, lock=0, now=NOW, title="乙")
    assert item.revisions.get().title == "甲"


def test_under_review_nothing_changes():
    office = township()
    item = draft(office)
    revision = hand_in(office, item)
    with pytest.raises(PublishingError, match="正在审核"):
        save(by=office.clerk, item=item, lock=revision.lock, now=NOW, title="改")


def test_what_is_submitted_is_what_the_digest_says():
    office = township()
    item = draft(office)
    revision = hand_in(office, item)
    assert revision.digest == digest_of(Revision.objects.get(pk=revision.pk))
    assert len(revision.digest) == 64


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "另一个名称"),
        ("body", "<p>另一段</p>"),
        ("formed_on", date(2026, 11, 11)),
        ("categories", ["20_01"]),
        ("disclosure", Disclosure.ON_REQUEST),
        ("names_until", date(2026, 12, 1)),
        ("correction_note", "更正"),
    ],
)
def test_any_change_of_content_gives_another_digest(name, value):
    office = township()
    revision = draft(office).revisions.get()
    before = digest_of(revision)
    setattr(revision, name, value)
    assert digest_of(revision) != before


def test_the_hour_of_release_is_not_content():
    office = township()
    revision = draft(office).revisions.get()
    before = digest_of(revision)
    revision.release_at = NOW + timedelta(days=1)
    assert digest_of(revision) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"column": None}, "column"),
        ({"genre": ""}, "genre"),
        ({"formed_on": None}, "formed_on"),
        ({"body": ""}, "body"),
        ({"categories": []}, "categories"),
        ({"disclosure": Disclosure.WITHHELD, "ground_reason": "讨论稿"}, "ground"),
        ({"disclosure": Disclosure.ON_REQUEST}, "ground_reason"),
        ({"approval_needed": "县统计局"}, "approval_number"),
        ({"names_until": date(2026, 11, 19)}, "names_until"),
    ],
)
def test_what_is_missing_is_said_by_field(change, field):
    office = township()
    revision = draft(office, **change).revisions.get()
    assert [name for name, _ in shortcomings(revision, DAY)] == [field]
    with pytest.raises(PublishingError, match="没有填好"):
        hand_in(office, revision.item)


def test_a_returned_draft_is_mended_and_reviewed_from_the_beginning():
    office = township()
    item = draft(office)
    hand_in(office, item)
    clear(office, item)
    say(office.reviewer, item)
    say(office.head, item, Verdict.RETURN, "请补附件")
    revision = open_revision(item)
    assert revision and revision.state == Revision.State.RETURNED
    save(by=office.clerk, item=item, lock=revision.lock, now=NOW, body="<p>补好了。</p>")
    hand_in(office, item)
    with pytest.raises(PublishingError, match="保密审查表"):
        say(office.reviewer, item)
    approve(office, item)
    assert item.revisions.get().state == Revision.State.APPROVED


def test_a_discarded_draft_can_be_taken_back():
    office = township()
    item = draft(office)
    discard(by=office.clerk, item=item, now=NOW)
    assert item.discarded_at == NOW
    take_back(by=office.clerk, item=item, now=NOW)
    assert item.discarded_at is None


def test_a_script_in_the_text_is_gone_before_it_is_kept():
    office = township()
    item = draft(office, body='<p onclick="x()">甲<script>alert(1)</script></p>')
    assert item.revisions.get().body == "<p>甲</p>"
