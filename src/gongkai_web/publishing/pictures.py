"""Pictures that stand in a text: used although no key says so."""

from __future__ import annotations

from gongkai_web.files.models import StoredFile
from gongkai_web.publishing.models import Revision


def stands_in_a_text(file: StoredFile) -> bool:
    return Revision.objects.filter(body__contains=f'"/files/{file.pk}/').exists()
