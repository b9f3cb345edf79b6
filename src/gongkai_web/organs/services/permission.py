"""The first line of a service: may whoever asks do this."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Person


def required(by: Actor | None, rule: Callable[..., bool], *about: object) -> None:
    """Ask a rule `rule(person, *about, day)` of the day it is asked on; the system itself (None) may.

    Raises OrganError. Pages ask first, and do not show what one may not do.
    """
    if isinstance(by, Person) and not rule(by, *about, timezone.localdate()):
        raise OrganError(_("这件事不由您办理"), _("请联系本机关或上级机关的系统管理员、安全管理员"))
