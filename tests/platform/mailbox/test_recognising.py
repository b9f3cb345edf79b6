"""What a letter looks like besides a letter, by the writer's own words. Shown, never decided."""

from __future__ import annotations

import pytest

from gongkai_web.mailbox.recognising import Likeness, signs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我申请公开2025年东河村征地补偿方案。", {Likeness.REQUEST}),
        ("根据《政府信息公开条例》，要求提供宅基地审批的批复文件复印件。", {Likeness.REQUEST}),
        ("请求获取征地公告的文件", {Likeness.REQUEST}),
        ("我对信访答复意见不服，要求复查复核。", {Likeness.PETITION}),
        ("举报东河村村支部书记优亲厚友，低保给了亲戚。", {Likeness.DISCIPLINE}),
        ("东河桥头塌方，随时有生命危险！", {Likeness.URGENT}),
        ("请问农机补贴怎样申请？", set()),
        ("村口的路灯坏了，请修一下。", set()),
        ("咨询医保缴费的时间。", set()),
        ("我在网上申请了建房，多久批下来？", set()),
    ],
)
def test_what_it_looks_like(text: str, found: set[Likeness]) -> None:
    assert {one.like for one in signs("来信", text)} == found


def test_the_words_are_the_writers_own() -> None:
    (sign,) = signs("申请公开补偿方案", "请依法公开")
    assert sign.words == ("申请公开", "请依法公开")
