"""What the last approval brings about, said before it is given: whether the public sees the text at once, and where."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.practice import practice_of
from gongkai_web.workflow.subjects import Outcome


def outcome_of(revision: Revision) -> Outcome:
    """Of a revision under review. The same questions as those by which it is then released, filed or kept waiting."""
    if revision.disclosure != Disclosure.ACTIVE:
        return _filed(revision)
    if goes_out_at_once(revision):
        return _published(revision)
    if revision.release_at is not None:
        at = date_format(timezone.localtime(revision.release_at), "Y年n月j日 H:i")
        return Outcome(
            _("您是最后一个环节。同意以后，到%(at)s自动发布。") % {"at": at} + _place(revision),
            _("已同意，审核全部通过。到%(at)s自动发布。") % {"at": at},
        )
    again = _("这条信息曾经撤回，不会自动恢复。") if revision.item.public == Item.Public.RECALLED else ""
    return Outcome(
        _("您是最后一个环节。同意以后还不对外显示，由经办人发布。") + again,
        _("已同意，审核全部通过。由经办人发布。"),
    )


def goes_out_at_once(revision: Revision) -> bool:
    """Never what was recalled: that comes back by somebody's own act."""
    if revision.item.public == Item.Public.RECALLED:
        return False
    return practice_of(revision.item.organ).release_at_once and revision.release_at is None


def _filed(revision: Revision) -> Outcome:
    said = {"kind": revision.get_disclosure_display()}
    return Outcome(
        _("您是最后一个环节。同意以后，这条信息按“%(kind)s”登记，不对外显示。") % said,
        _("已同意。这条信息按“%(kind)s”登记，不对外显示。") % said,
    )


def _published(revision: Revision) -> Outcome:
    if revision.item.public == Item.Public.PUBLISHED:
        what = _("同意以后马上发布，替换现在对外显示的那一稿。")
    else:
        what = _("同意以后马上对外发布，编定索引号，不再经过经办人。")
    return Outcome(
        _("您是最后一个环节。") + what + _place(revision),
        _("已同意，这条信息已经发布。"),
        _("同意并发布"),
    )


def _place(revision: Revision) -> str:
    """Other channels are records that somebody keeps; nothing goes out on them by itself."""
    column = revision.column.name if revision.column else "—"
    return _(
        "发布在政府信息公开平台的“%(column)s”栏目；网站、微信、公示栏等其他渠道不会自动发出，由经办人另外发布并登记。"
    ) % {"column": column}
