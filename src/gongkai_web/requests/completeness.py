"""What a request lacks of what 第二十九条 wants: for the notice to correct, never a reason to turn it away."""

from __future__ import annotations

from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Request


def lacking_of(request: Request) -> list[str]:
    who = request.applicant
    if who.erased_at:
        return []
    found = []
    proven = who.identity_number or request.papers.filter(kind=Proof.IDENTITY).exists()
    if not who.name or who.name == "未署名":
        found.append("申请人的姓名或者名称")
    if not proven:
        found.append("身份证明")
    if not (who.phone or who.email or who.address):
        found.append("联系方式")
    if who.agent_name and not request.papers.filter(kind=Proof.AUTHORITY).exists():
        found.append("委托书")
    if not (request.subject or request.document_number or request.description):
        found.append("信息的名称、文号或者其他特征性描述")
    if not (request.form and request.way):
        found.append("获取信息的形式、方式")
    return found
