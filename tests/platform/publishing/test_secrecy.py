"""保密审查表: every question, every time, by somebody else, on exactly this text."""

import pytest

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Revision, SecrecyReview
from gongkai_web.publishing.secrecy import review
from tests.platform.publishing.office import CLEAN, NOW, clear, draft, hand_in, township

pytestmark = pytest.mark.django_db
C = SecrecyReview.Conclusion


def under_review(office):
    item = draft(office)
    hand_in(office, item)
    return item


def test_the_record_names_the_exact_version():
    office = township()
    item = under_review(office)
    kept = clear(office, item)
    assert kept.digest == item.revisions.get().digest


def test_the_drafter_cannot_review():
    office = township()
    revision = under_review(office).revisions.get()
    with pytest.raises(PublishingError, match="起草人"):
        review(by=office.clerk, revision=revision, digest=revision.digest, answers=CLEAN, conclusion=C.OPEN, now=NOW)


@pytest.mark.parametrize(
    ("change", "conclusion", "more", "said"),
    [
        ({"personal": ""}, C.OPEN, {}, "还有 1 项没有审查"),
        ({"personal": "yes"}, C.OPEN, {}, "需要说明"),
        ({"attachments": "no"}, C.OPEN, {}, "需要说明"),
        ({}, C.PARTIAL, {}, "遮盖"),
        ({}, C.REFER, {}, "报哪个部门"),
    ],
)
def test_what_is_incomplete_is_refused(change, conclusion, more, said):
    office = township()
    item = under_review(office)
    with pytest.raises(PublishingError, match=said):
        clear(office, item, answers=CLEAN | change, conclusion=conclusion, **more)


def test_a_yes_that_is_explained_is_kept():
    office = township()
    kept = clear(office, under_review(office), answers=CLEAN | {"personal": "yes"}, opinion="已遮盖")
    assert kept.answers["personal"] == "yes"


def test_a_text_changed_behind_the_page_is_refused():
    office = township()
    item = under_review(office)
    revision = item.revisions.get()
    Revision.objects.filter(pk=revision.pk).update(body="<p>换了。</p>")
    revision.refresh_from_db()
    with pytest.raises(PublishingError, match="改动过"):
        review(by=office.reviewer, revision=revision, digest=revision.digest, answers=CLEAN, conclusion=C.OPEN, now=NOW)


def test_another_organ_cannot_review():
    office, other = township(), township("T2", "青山县红土乡人民政府")
    revision = under_review(office).revisions.get()
    with pytest.raises(PublishingError):
        review(by=other.reviewer, revision=revision, digest=revision.digest, answers=CLEAN, conclusion=C.OPEN, now=NOW)
