"""What a small office does without, and takes up again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Relaxation
from gongkai_web.organs.rules import may_relax
from gongkai_web.organs.services.permission import required


@transaction.atomic
def relax(*, by: Actor | None, organ: Organ, what: Relaxation.What, reason: str, since: date) -> Relaxation:
    """A small office does without a separation of duties: with a reason, shown in its settings, and in the log."""
    required(by, may_relax, organ)
    if not reason.strip():
        raise OrganError(_("没有写明放宽的理由"), _("请写明理由，例如“本乡党政办只有一名工作人员”"))
    if what == Relaxation.What.ADMINS_ABOVE and not organ.parent:
        raise OrganError(_("这个机关没有上级机关"), _("请任命本机关的三员"))
    relaxation, _made = Relaxation.objects.update_or_create(
        organ=organ, what=what, defaults={"reason": reason.strip(), "since": since}
    )
    record(
        key="organ.relaxed", actor=by, organ=organ.code, target=f"organ:{organ.code}", what=what.value, reason=reason
    )
    return relaxation


@transaction.atomic
def take_back(*, by: Actor | None, organ: Organ, what: Relaxation.What) -> None:
    """From now on the separation holds again; that it was relaxed stays in the log."""
    required(by, may_relax, organ)
    if not Relaxation.objects.filter(organ=organ, what=what).delete()[0]:
        raise OrganError(_("这一项没有放宽"), _("不用收回"))
    record(key="organ.relaxation_ended", actor=by, organ=organ.code, target=f"organ:{organ.code}", what=what.value)
