"""How five townships make things public, as a beginning for one that has set up nothing yet."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai_web.channels.kinds import Kind


@dataclass(frozen=True, slots=True)
class Example:
    """`channels` are kinds and names; the names are there to be replaced by the organ's own."""

    code: str
    title: str
    line: str
    channels: tuple[tuple[Kind, str], ...]


EXAMPLES = (
    Example(
        "site_and_account",
        "县政府网站加微信公众号",
        "全年在网站 428 条、公众号 356 条，大厅里设政务公开专区",
        (
            (Kind.WEBSITE, "县政府网站本镇专栏"),
            (Kind.WECHAT, "本镇公众号"),
            (Kind.HALL, "行政审批中心政务公开专区"),
        ),
    ),
    Example(
        "account_and_board",
        "微信公众号、视频号加公示栏",
        "没有自己的网站：公众号 380 余条、视频号 2 条、公示栏 100 余次",
        (
            (Kind.WECHAT, "本乡公众号"),
            (Kind.WECHAT_VIDEO, "本乡视频号"),
            (Kind.NOTICE_BOARD, "乡政府公示栏"),
            (Kind.SCREEN, "电子滚动屏"),
        ),
    ),
    Example(
        "county_media",
        "县融媒体客户端",
        "信息由县融媒体客户端统一发布，全年 505 条",
        ((Kind.NEW_MEDIA, "县融媒体客户端"), (Kind.WEBSITE, "县政府网站本镇专栏")),
    ),
    Example(
        "boards_only",
        "公开栏为主",
        "乡、村两级公开栏，按“规范、明了、方便、实用”公开",
        ((Kind.NOTICE_BOARD, "乡政务公开栏"), (Kind.NOTICE_BOARD, "村务公开栏")),
    ),
    Example(
        "site_only",
        "只在县政府网站",
        "全年 2 条，都在县政府网站",
        ((Kind.WEBSITE, "县政府网站本乡专栏"),),
    ),
)


def example(code: str) -> Example | None:
    return next((one for one in EXAMPLES if one.code == code), None)
