"""The log of organs outside the platform in plain words."""

from __future__ import annotations

from gongkai_web.audit.sayings import Words, plain, register

WORDS: dict[str, Words] = {
    "outside.registered": plain("登记平台外机关%(name)s", "name"),
    "outside.changed": plain("修改平台外机关%(name)s的登记", "name"),
    "outside.link_made": plain("给%(name)s发一次性报送链接，%(days)s 天有效", "name", "days"),
    "outside.link_ended": plain("收回给%(name)s的报送链接", "name"),
    "outside.link_opened": plain("%(name)s打开报送链接", "name"),
    "outside.file_taken": plain("收下%(name)s的年报文件", "name"),
    "outside.cells_answered": plain("核对%(name)s年报里没有读准的格", "name"),
    "outside.enclosed": plain("收下%(name)s的附件", "name"),
    "outside.handed_over": plain("%(name)s填好年报，等打登记电话核对", "name"),
    "outside.taken_back": plain("%(name)s在核对以前取回修改", "name"),
    "outside.code_renewed": plain("%(name)s换了一个确认码", "name"),
    "outside.called": plain("打%(name)s的登记电话核对", "name"),
    "outside.package_taken": plain(
        "导入%(year)s年年报交换包：收下 %(taken)s，相同 %(unchanged)s，不同 %(differing)s，拒收 %(refused)s",
        "year",
        "taken",
        "unchanged",
        "differing",
        "refused",
    ),
    "outside.package_made": plain("导出%(year)s年年报交换包，%(organs)s 个机关", "year", "organs"),
    "outside.limited": plain("报送链接试得太多，一小时内不再接受"),
}


def register_all() -> None:
    for key, words in WORDS.items():
        register(key, words)
