"""The log in plain words: acts on organs, people, files, chains, columns, channels; those of items say themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai_web.audit.sayings import WORDS, Words, labelled, plain, register
from gongkai_web.organs.models import Relaxation
from gongkai_web.organs.roles import Role

GROUPS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "people": (_("人员、岗位、账号"), ("person.", "post.")),
    "organs": (_("机构和设置"), ("organ.", "unit.", "particulars.", "guide.", "leading_group.", "chain.", "column.")),
    "items": (_("信息和审核"), ("item.", "round.", "file.")),
    "letters": ("文书", ("letter.",)),
    "catalogues": (_("目录"), ("catalogue.", "duty.")),
    "channels": (_("公开渠道"), ("channel.", "channel_record.", "channel_import.")),
    "personal": ("个人信息", ("personal.", "vault.")),
    "mailbox": (_("信箱"), ("mail.",)),
    "log": (_("审计日志"), ("log.",)),
}
"""What the log is searched by: a name for each sort of act, and how its keys begin."""

_ROLES = {role.value: role.label for role in Role}
_RELAXED = {one.value: one.label for one in Relaxation.What}


def _appointed(data: Mapping[str, Any]) -> str:
    unit = f"（{data['unit']}）" if data.get("unit") else ""
    return _now("任命为%(role)s，%(since)s起") % {
        "role": _ROLES.get(data.get("role", ""), "") + unit,
        "since": data.get("since", ""),
    }


def _delegated(data: Mapping[str, Any]) -> str:
    said = {name: data.get(name, "") for name in ("since", "until", "reason")}
    return _now("委托代任%(role)s，%(since)s至%(until)s，%(reason)s") % {
        "role": _ROLES.get(data.get("role", ""), ""),
        **said,
    }


def _signed_in(data: Mapping[str, Any]) -> str:
    return _now("经统一身份认证登录") if data.get("way") == "oidc" else _now("登录")


def _switched(data: Mapping[str, Any]) -> str:
    return _now("启用账号") if data.get("active") else _now("停用账号")


def _confirmed(data: Mapping[str, Any]) -> str:
    return _now("确认指南与现在一致%(what)s") % {"what": f"（{'、'.join(data['what'])}）" if data.get("what") else ""}


_OWN: dict[str, Words] = {
    "person.signed_in": _signed_in,
    "person.signed_out": plain(_("退出")),
    "person.locked_out": plain(_("密码错误次数过多，账号暂停登录")),
    "person.password_changed": plain(_("改密码")),
    "person.password_renewed": plain(_("重置密码")),
    "person.account_opened": plain(_("开立账号")),
    "person.account_switched": _switched,
    "person.two_steps_on": plain(_("开启两步验证")),
    "person.two_steps_off": plain(_("关闭两步验证")),
    "person.two_steps_ended": plain(_("替本人关闭两步验证")),
    "person.session_ended": plain(_("让一台设备退出")),
    "post.appointed": _appointed,
    "post.ended": plain(_("免去岗位，最后一天 %(on)s"), "on"),
    "post.delegated": _delegated,
    "post.delegation_withdrawn": plain(_("收回委托")),
    "organ.founded": plain(_("设立%(name)s"), "name"),
    "organ.renamed": plain(_("更名为%(name)s，%(since)s起"), "name", "since"),
    "organ.merged": plain(_("并入 %(into)s，最后一天 %(on)s"), "into", "on"),
    "organ.put_under": plain(_("登记本系统的主管部门 %(office)s"), "office"),
    "organ.region_office_named": plain(_("登记本行政区域的主管部门 %(office)s"), "office"),
    "organ.relaxed": labelled(_("放宽：%(what)s"), "what", _RELAXED),
    "organ.relaxation_ended": labelled(_("收回放宽：%(what)s"), "what", _RELAXED),
    "unit.added": plain(_("添加站所“%(name)s”"), "name"),
    "unit.renamed": plain(_("站所“%(before)s”改名为“%(name)s”"), "before", "name"),
    "unit.moved": plain(_("调整站所“%(unit)s”的顺序"), "unit"),
    "unit.ended": plain(_("撤销站所“%(unit)s”，最后一天 %(on)s"), "unit", "on"),
    "particulars.stated": plain(_("填写机构信息")),
    "guide.confirmed": _confirmed,
    "leading_group.stated": plain(_("填写领导小组名单")),
    "chain.copied": plain(_("复制审核流程")),
    "chain.edited": plain(_("修改审核流程")),
    "chain.retired": plain(_("停用审核流程")),
    "chain.reinstated": plain(_("恢复审核流程")),
    "chain.preferred": plain(_("设为平时用的审核流程")),
    "column.added": plain(_("添加栏目")),
    "column.renamed": plain(_("栏目改名")),
    "column.moved": plain(_("调整栏目的顺序")),
    "column.hidden": plain(_("隐藏栏目")),
    "column.shown": plain(_("显示栏目")),
    "column.chain_set": plain(_("给栏目指定审核流程")),
    "file.stored": plain(_("存入文件")),
    "file.sealed": plain(_("封存文件")),
    "file.purged": plain(_("清除没有用到的文件")),
    "round.submitted": plain(_("提交审核")),
    "round.returned": plain(_("退回修改")),
    "round.rejected": plain(_("审核不通过")),
    "catalogue.taken_in": plain(_("录入目录")),
    "catalogue.assigned": plain(_("分配目录事项")),
    "catalogue.applies_set": plain(_("登记目录事项是否适用")),
    "catalogue.period_settled": plain(_("核定公开时限")),
    "duty.noted": plain(_("登记应公开的事")),
    "duty.bound": plain(_("应公开的事对应到一条信息")),
    "duty.settled": plain(_("应公开的事已公开")),
    "duty.fell_due": plain(_("应公开的事到期")),
    "duty.dropped": plain(_("撤下应公开的事")),
    "channel.set_up": plain(_("设立渠道")),
    "channel.changed": plain(_("修改渠道")),
    "channel.removed": plain(_("撤掉渠道")),
    "channel_record.added": plain(_("登记一次渠道发布")),
    "channel_record.added_many": plain(_("登记多次渠道发布")),
    "channel_record.corrected": plain(_("更正渠道记录")),
    "channel_record.struck_out": plain(_("划去渠道记录")),
    "channel_record.restored": plain(_("恢复渠道记录")),
    "channel_import.handed_in": plain(_("交来渠道记录表")),
    "channel_import.taken_over": plain(_("从表格录入渠道记录")),
    "channel_import.channels_said": plain(_("说明渠道记录表里的渠道")),
    "channel_import.dropped": plain(_("放弃一份渠道记录表")),
    "channel_import.struck_out": plain(_("划去一次录入的渠道记录")),
    "personal.revealed": plain("查看%(what)s，理由：%(reason)s", "what", "reason"),
    "personal.erased": plain("清除到期的个人信息：%(what)s %(count)s 份（%(keeps)s）", "what", "count", "keeps"),
    "vault.key_added": plain("个人信息换新密钥，现用第 %(version)s 号", "version"),
    "vault.rotated": plain("用第 %(version)s 号密钥重新加密 %(count)s 处", "version", "count"),
    "log.verified": plain(_("校验审计日志，从第 %(since)s 条起，发现 %(found)s 处不一致"), "since", "found"),
    "log.exported": plain(_("导出审计日志")),
}


def register_all() -> None:
    """Where a part has words of its own, those stay."""
    from gongkai_web.publishing import sayings  # noqa: F401

    for key, words in _OWN.items():
        if key not in WORDS:
            register(key, words)
