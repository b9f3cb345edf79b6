"""How often one place may try something of what the public may do. Counted in the database, whichever process it reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.http import HttpRequest

from gongkai.errors import GongkaiError
from gongkai_web.audit.services import record
from gongkai_web.organs.adapter import client_address
from gongkai_web.vault import blind

_HOUR, _KEPT = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one app. `attempts`: its table with what, source and at; `purpose`: of the digests of places; `key`: under which a
    refusal is logged; `most`: in an hour from one address, which an office's hall or a village may share."""

    attempts: type[Model]
    purpose: str
    key: str
    most: Mapping[str, int]
    refusal: Callable[[], GongkaiError]

    def source_of(self, request: HttpRequest) -> str:
        """Where a request comes from, as a keyed digest: the address itself is not kept."""
        return blind.digest(client_address(request) or "?", purpose=self.purpose)

    def refuse_too_many(self, what: str, source: str, now: datetime) -> None:
        """Raises the app's refusal. The first one of an hour is in the log."""
        made = self.attempts.objects.filter(what=what, source=source, at__gt=now - _HOUR).count()
        if made < self.most[what]:
            return
        if made == self.most[what]:
            self.count(what, source, now)
            record(key=self.key, actor=None, what=what, source=source)
        raise self.refusal()

    def count(self, what: str, source: str, now: datetime) -> None:
        self.attempts.objects.create(what=what, source=source, at=now)

    def forget(self, now: datetime) -> int:
        """What is older than a day."""
        return self.attempts.objects.filter(at__lt=now - _KEPT).delete()[0]
