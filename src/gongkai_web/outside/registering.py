"""The collecting office's list of organs outside the platform, and calling one of them to file."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypedDict

from django.db import IntegrityError, transaction

from gongkai_web.audit.services import record
from gongkai_web.campaign.common import log, require_leader
from gongkai_web.campaign.models import Campaign, Filing
from gongkai_web.campaign.opening import days_in
from gongkai_web.organs.models import Organ, Person
from gongkai_web.outside.errors import ChangedError, OutsideError
from gongkai_web.outside.models import Outsider

_TELEPHONE = re.compile(r"\+?\d[\d\-转 ()（）,，]{5,30}")


class Given(TypedDict):
    name: str
    code: str
    kind: str
    level: str
    telephone: str
    contact: str
    basis: str


@transaction.atomic
def register(*, by: Person, office: Organ, given: Given, now: datetime) -> Outsider:
    require_leader(by, office, now)
    _check(given)
    try:
        with transaction.atomic():
            made = Outsider(office=office, **_cleaned(given))
            if made.telephone:
                made.telephone_at, made.telephone_by = now, by
            made.save()
    except IntegrityError:
        raise OutsideError(f"“{given['name'].strip()}”已经登记过", "请在名单里打开它修改") from None
    _log("outside.registered", by, made, fields=sorted(key for key, value in given.items() if value))
    return made


@transaction.atomic
def change(*, by: Person, outsider: Outsider, lock: int, given: Given, now: datetime) -> Outsider:
    """Its name in campaigns that were opened stays as it was. A new telephone is in the log, with who set it."""
    kept = Outsider.objects.select_for_update(of=("self",)).select_related("office").get(pk=outsider.pk)
    require_leader(by, kept.office, now)
    if kept.lock != lock:
        raise ChangedError("您打开这一页以后，别人改动过这个机关的登记", "请看一遍现在的登记再改")
    _check(given)
    cleaned = _cleaned(given)
    changed = sorted(key for key, value in cleaned.items() if getattr(kept, key) != value)
    for key, value in cleaned.items():
        setattr(kept, key, value)
    if "telephone" in changed:
        kept.telephone_at, kept.telephone_by = now, by
    kept.lock += 1
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise OutsideError(f"“{cleaned['name']}”已经登记过", "请换一个名称") from None
    _log("outside.changed", by, kept, fields=changed)
    return kept


def _cleaned(given: Given) -> dict[str, str]:
    return {key: str(value).strip() for key, value in given.items()}


def _check(given: Given) -> None:
    telephone = given["telephone"].strip()
    if not given["name"].strip():
        raise OutsideError("没有写机关名称", "请写全称")
    if telephone and not _TELEPHONE.fullmatch(telephone):
        raise OutsideError(f"登记电话“{telephone[:30]}”不像电话号码", "请写区号和号码，例如 0538-6221234")
    if telephone and not given["basis"].strip():
        raise OutsideError(
            "没有写登记电话的来源", "请写从哪里查到的，例如“县委编办机关通讯录”；报送人自己提供的号码不能用来核对"
        )


@transaction.atomic
def call_to_file(*, by: Person, campaign: Campaign, outsider: Outsider, now: datetime) -> Filing:
    """Its filing in this campaign, with the days of its like there. Once."""
    require_leader(by, campaign.organ, now)
    if outsider.office_id != campaign.organ_id:
        raise OutsideError("这个机关不在本机关的名单里", "请先登记")
    if campaign.filings.filter(name=outsider.name).exists():
        raise OutsideError(f"{outsider.name}已经在这一批里", "不用再列入")
    last = campaign.filings.order_by("-order").values_list("order", flat=True).first() or 0
    submit_by, publish_by = days_in(campaign, outsider.kind, outsider.level)
    made = Filing.objects.create(
        campaign=campaign,
        organ=None,
        name=outsider.name,
        kind=outsider.kind,
        level=outsider.level,
        order=last + 1,
        submit_by=submit_by,
        publish_by=publish_by,
    )
    log("campaign.added", by, made)
    return made


def outsider_of(filing: Filing) -> Outsider | None:
    """The entry of a filing's organ, by the name it has in the campaign."""
    return Outsider.objects.filter(office=filing.campaign.organ_id, name=filing.name).first()


def not_called(campaign: Campaign) -> list[Outsider]:
    names = set(campaign.filings.values_list("name", flat=True))
    return [one for one in campaign.organ.outsiders.all() if one.name not in names]


def _log(key: str, by: Person, outsider: Outsider, **data: object) -> None:
    """Names of fields alone: numbers and people of an office are not kept in the log."""
    record(key=key, actor=by, organ=outsider.office.code, target=f"outsider:{outsider.pk}", name=outsider.name, **data)
