"""Files of letters leave only for whoever may see the letter; templates for whoever sets them. Never for the public."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.letters.models import OutgoingLetter, Template
from gongkai_web.letters.rules import may_configure, may_see
from gongkai_web.organs.models import Person


def may_download(file: StoredFile, person: Person | None, now: datetime) -> bool:
    if person is None:
        return False
    day = timezone.localdate(now)
    letters = OutgoingLetter.objects.filter(Q(docx=file) | Q(pdf=file) | Q(enclosures__file=file)).distinct()
    if any(may_see(person, letter, day) for letter in letters.select_related("organ")):
        return True
    templates = Template.objects.filter(Q(file=file) | Q(preview=file)).select_related("organ")
    return any(may_configure(person, one.organ, day) for one in templates)
