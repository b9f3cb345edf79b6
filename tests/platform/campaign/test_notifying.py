"""Told by e-mail: those who file of a return, an acceptance and a reminder, those who collect of what came; nobody else."""

import pytest
from django.core import mail

from gongkai_web.campaign import judging, notifying, reminding
from gongkai_web.organs.models import Person
from tests.platform.campaign.county import NOW, campaign, county, filing_of, lock_of, signed, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def post_office(settings) -> None:
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example", "https://gk.example"


def test_each_side_is_told_of_what_the_other_did() -> None:
    made = county(2)
    office = made.offices[0]
    for who in (office.clerk, office.head, made.supervisor, made.offices[1].clerk):
        Person.objects.filter(pk=who.pk).update(email=f"{who.account}@a.example")
    found = campaign(made)
    filing = filing_of(found, office)
    notifying.follow(NOW)
    signed(office)
    copy = submitted(office, filing)
    judging.return_(
        by=made.head, submission=copy, lock=lock_of(filing), words="秘密的话", answer_by=NOW.date(), now=NOW
    )
    reminding.remind(by=made.supervisor, campaign=found, filings=[filing.pk], words="快", now=NOW)
    notifying.tick(NOW)
    told = [(one.to[0].split("@")[0], one.body) for one in mail.outbox]
    assert [who for who, _ in told] == ["watch", "T1.clerk", "T1.clerk"]
    assert told[1][1] == (
        "青山县第1乡人民政府2025年年报报送：收报机关退回，请逐条回复、改好再报。"
        f"https://gk.example/office/T1/filings/{filing.pk}/"
    )
    assert not [body for _, body in told if "秘密" in body or "快" in body]
    notifying.tick(NOW)
    assert len(mail.outbox) == 3
