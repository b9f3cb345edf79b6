"""The demonstration's letters are made by the services: one of every state is there to be looked at."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.demo.mailbox import load_mailbox
from gongkai_web.mailbox.kinds import State
from gongkai_web.mailbox.models import Letter, Publication
from tests.platform.demo import load_office


@pytest.mark.django_db
def test_every_state_is_there_once_and_the_public_reads_what_was_released(client: Client) -> None:
    load_office()
    assert load_mailbox(timezone.now()) == Letter.objects.count()
    assert load_mailbox(timezone.now()) == 0
    states = set(Letter.objects.filter(organ__code="DEMO-1").values_list("state", flat=True))
    assert states == {State.RECEIVED, State.IN_HAND, State.IN_REVIEW, State.ANSWERED, State.DIVERTED}
    page = client.get("/open/DEMO-1/mailbox/").content.decode()
    assert "三组路口的路灯坏了" in page
    for letter in Letter.objects.all():
        assert letter.name not in page
    assert Publication.objects.count() == 4
