"""Which files of this part leave: what is being handed in, to the office that collects."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gongkai_web.campaign.rules import leads
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person
from gongkai_web.outside.models import Handing


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    if person is None:
        return False
    found = Handing.objects.filter(Q(file=file) | Q(enclosed__file=file)).select_related("filing__campaign__organ")
    return any(leads(person, one.filing.campaign.organ, timezone.localdate(now)) for one in found)
