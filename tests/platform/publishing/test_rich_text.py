"""Rich text: what Word, WPS and attackers put on the clipboard, and what of it is kept."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.rich_text import MOST_CHARACTERS, clean, text_of

CLIPBOARD = Path(__file__).resolve().parent / "clipboard"

WORD = (
    '<p align="center"><strong>关于做好2026年秋冬季森林防火工作的通知</strong></p>'
    "<p>各村民委员会，镇直各单位：</p>"
    '<p>一、提高认识。<a href="https://www.example.gov.cn/zc/1.html" rel="noopener noreferrer">见原文</a></p>'
    "<ul><li>清理可燃物<ul><li>林缘、地边</li></ul></li><li>加强巡护</li></ul>"
    "<p>请认真执行。</p>"
    "<table><tbody>"
    '<tr><th rowspan="2" align="center"><strong>村名</strong></th><th colspan="2" align="center">责任人</th></tr>'
    "<tr><th>姓名</th><th>职务</th></tr>"
    "<tr><td>柳林村</td><td><p>李强</p><p>赵敏</p></td><td></td></tr>"
    "</tbody></table>"
    '<p align="right">柳林镇人民政府</p><p align="right">2026年11月20日</p>'
)
WPS = (
    '<p align="center"><strong>低保对象公示</strong></p>'
    "<p>经审核，下列<u>3户</u>符合条件m<sup>2</sup>。</p><p>（一）公示期</p>"
    '<table><tbody><tr><td rowspan="2">柳林村</td><td align="center">张某</td><td>2人</td></tr>'
    '<tr><td colspan="2"><table><tbody><tr><td>保障金</td><td>800元</td></tr></tbody></table></td></tr></tbody></table>'
)
EXCEL = (
    '<table><tbody><tr><td colspan="3" align="center">补贴发放表</td></tr>'
    '<tr><td rowspan="2">柳林村</td><td align="right">1200</td><td>元<br>已发</td></tr>'
    '<tr><td align="right">300</td><td></td></tr></tbody></table>'
)


def pasted(name: str) -> str:
    return (CLIPBOARD / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "kept"), [("word.html", WORD), ("wps.html", WPS), ("excel.html", EXCEL)])
def test_what_is_kept_of_a_clipboard(name: str, kept: str) -> None:
    assert clean(pasted(name)) == kept


def test_the_words_of_a_clipboard() -> None:
    assert text_of(clean(pasted("word.html"))).splitlines() == [
        *("关于做好2026年秋冬季森林防火工作的通知", "各村民委员会，镇直各单位：", "一、提高认识。见原文"),
        *("清理可燃物", "林缘、地边", "加强巡护", "请认真执行。"),
        *("村名\t责任人", "姓名\t职务", "柳林村\t李强 赵敏\t", "柳林镇人民政府", "2026年11月20日"),
    ]


KEPT = [
    ("第一段\n第二段\r\n\r\n5 < 6 & 7", "<p>第一段</p><p>第二段</p><p>5 &lt; 6 &amp; 7</p>"),
    ("一句话", "<p>一句话</p>"),
    ("<p>一</p><p>二</p>", "<p>一</p><p>二</p>"),
    ("<div>一<div>二</div>三</div>", "<p>一</p><p>二</p><p>三</p>"),
    ("<h1>题</h1><h5>小题</h5>", "<h2>题</h2><h4>小题</h4>"),
    ("<p>一<br>二<br><br>三<br></p>", "<p>一<br>二</p><p>三</p>"),
    ("<p>　　首行</p><p>&nbsp;&nbsp;&nbsp;&nbsp;首行</p>", "<p>首行</p><p>首行</p>"),
    ("<p>　　　　　　　　柳林镇</p>", "<p>　　　　　　　　柳林镇</p>"),
    ("<p>签名：<u>&nbsp;&nbsp;&nbsp;</u></p>", "<p>签名：<u>&nbsp;&nbsp;&nbsp;</u></p>"),
    ("<p>中文\n换行 and\nlatin</p>", "<p>中文换行 and latin</p>"),
    ("<p><o:p>&nbsp;</o:p></p><p></p>", ""),
    ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
    ("<b>粗</b><span style='font-weight:700'>也粗</span>", "<p><strong>粗也粗</strong></p>"),
    ("<b style='font-weight:normal'>不粗</b>", "<p>不粗</p>"),
    ("<p style='mso-bidi-font-weight:bold'>不粗</p>", "<p>不粗</p>"),
    ("<p><s>删</s><i>斜</i><u>线</u>H<sub>2</sub>O</p>", "<p><s>删</s><em>斜</em><u>线</u>H<sub>2</sub>O</p>"),
    ("<p style='text-align:right'>落款</p>", '<p align="right">落款</p>'),
    ("<center><p>中</p></center><p>左</p>", '<p align="center">中</p><p>左</p>'),
    ("<pre>一\n  二</pre>", "<p>一<br>二</p>"),
    ("<ol start=3 type=a><li><p>三</p></li></ol>", '<ol start="3" type="a"><li>三</li></ol>'),
    ("<li>散</li><li>落</li>", "<ul><li>散</li><li>落</li></ul>"),
    (
        "<table><tr><td>一<td>二<tr><td>三</table>后",
        "<table><tbody><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></tbody></table><p>后</p>",
    ),
    (
        "<table><tr><td rowspan=2>一<td rowspan=2>二</tr><tr></tr><tr><td>三</table>",
        '<table><tbody><tr><td rowspan="2">一</td><td rowspan="2">二</td></tr><tr></tr><tr><td>三</td></tr></tbody></table>',
    ),
    ("<table><tr><td colspan=99999 rowspan=-1>一</table>", "<table><tbody><tr><td>一</td></tr></tbody></table>"),
    ("<table><tr></tr></table><ul><li></li></ul>", ""),
    (
        "<table><caption>表一</caption><tr><td>一</table>",
        "<table><caption>表一</caption><tbody><tr><td>一</td></tr></tbody></table>",
    ),
    ('<a href="mailto:a@b.cn">信</a>', '<p><a href="mailto:a@b.cn" rel="noopener noreferrer">信</a></p>'),
    ('<img src="/files/7/图.png" alt="图">', '<p><img src="/files/7/图.png" alt="图"></p>'),
    ("<p>通\u202e知\u200b\x07</p>", "<p>通知</p>"),
    ("<p>5 &lt; 6 &amp;amp; <b>x</p>", "<p>5 &lt; 6 &amp;amp; <strong>x</strong></p>"),
]


@pytest.mark.parametrize(("given_html", "kept"), KEPT)
def test_structure_is_kept_and_nothing_else(given_html: str, kept: str) -> None:
    assert clean(given_html) == kept


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="//evil.example/">x</a>',
    '<a href="https://x.cn/&quot; onmouseover=&quot;alert(1)">x</a>',
    '<img src="https://evil.example/pixel.gif"><img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<img src="/files/1/../../office/x"><img src="/files/1/a.png?x=1"><img src="//evil/files/1/a.png">',
    '<p style="width:expression(alert(1));background:url(javascript:alert(1))">x</p>',
    "<svg><script>alert(1)</script></svg><svg onload=alert(1)>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<iframe src=javascript:alert(1)></iframe><object data=x></object><embed src=x>",
    "<form action=/office><input name=x><button>go</button></form>",
    "<style>@import 'https://evil.example/x.css';</style><link rel=stylesheet href=//evil>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'><base href=//evil>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a title='<script>alert(1)</script>' href=http://x.cn>x</a>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>x",
    "<p/onclick=alert(1)//>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]
ALLOWED = re.compile(
    r"</?(?:p|h[234]|ul|ol|li|blockquote|table|caption|tbody|tr|td|th|strong|em|u|s|sub|sup|a|img|br)"
    r"(?: (?:align|rowspan|colspan|start|type|alt|rel)=\"[^\"<]*\"| href=\"(?:https?:|mailto:)[^\"<> ]*\""
    r"| src=\"/files/\d+/[^\"/<> ]+\")*>"
)


def assert_harmless(html: str) -> None:
    assert "<" not in ALLOWED.sub("", html)
    assert ">" not in ALLOWED.sub("", html)


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_acts(html: str) -> None:
    kept = clean(f"前{html}后")
    assert_harmless(kept)
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", kept)
    assert clean(kept) == kept


PIECES = [
    f"<{tag}{said}>"
    for tag in ("p", "table", "tr", "td", "li", "ul", "b", "u", "a", "h1", "svg", "style")
    for said in ("", " align=right", " style='mso-list:l0 level2'", " href=http://x.cn/", " rowspan=2")
]
PIECES += [f"</{tag}>" for tag in ("p", "table", "tr", "td", "li", "ul", "b", "svg", "style", "caption")]
PIECES += [
    "字",
    "a ",
    " \n",
    "\xa0",
    "　　",
    "<br>",
    "<!--",
    "-->",
    "&lt;i&gt;",
    "<span style='mso-list:Ignore'>·",
    "<caption>",
    "<thead>",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_soup_is_made_harmless_and_cleaning_again_changes_nothing(html: str) -> None:
    kept = clean(html)
    assert_harmless(kept)
    assert clean(kept) == kept


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_made_harmless(text: str) -> None:
    assert_harmless(clean(text))


FIVE_MEGABYTES = 5_000_000
HUGE = {
    "divs": "<div>" * (FIVE_MEGABYTES // 5),
    "tables": "<table><tr><td>" * (FIVE_MEGABYTES // 15),
    "lists": "<ul><li>字" * (FIVE_MEGABYTES // 9),
    "marks": "".join(f"<b id={i}>" for i in range(1000)) + "<p>a" * (FIVE_MEGABYTES // 4 - 10_000),
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(400_000)) + ">x",
    "brackets": "<" * FIVE_MEGABYTES,
    "comments": "<!--" * (FIVE_MEGABYTES // 4),
    "blanks": " " * FIVE_MEGABYTES + "x",
    "words": "a " * (FIVE_MEGABYTES // 2),
    "breaks": "a<br>" * (FIVE_MEGABYTES // 5),
    "text": "字" * FIVE_MEGABYTES,
    "style": f"<p style='{'a:b;' * (FIVE_MEGABYTES // 4)}'>x",
}


@pytest.mark.parametrize("name", HUGE)
def test_no_shape_of_five_megabytes_takes_more_than_its_share(name: str) -> None:
    """Some seconds at most, where a step that goes over everything again and again would take hours."""
    started = time.process_time()
    try:
        kept = clean(HUGE[name])
    except PublishingError as refused:
        kept = ""
        assert refused.text == "正文太长，没有存入"
    assert time.process_time() - started < 60
    assert deepest(kept) < 60


def test_a_text_as_long_as_a_book_is_kept_whole() -> None:
    words = "关于做好森林防火工作的通知。" * 20
    html = "".join(
        f"<p class=MsoNormal style='mso-list:l0'><span lang=EN-US>{n}</span>{words}</p>" for n in range(3000)
    )
    assert len(text_of(clean(html)).splitlines()) == 3000


@pytest.mark.parametrize("around", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
def test_what_is_nested_too_deep_is_flattened_and_not_lost(around: str) -> None:
    kept = clean(around * 20_000 + "字")
    assert text_of(kept) == "字"
    assert deepest(kept) < 60


def deepest(html: str) -> int:
    depth = most = 0
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", html):
        depth += 0 if tag in ("br", "img") else -1 if closing else 1
        most = max(most, depth)
    return most


def test_what_is_too_long_is_said() -> None:
    with pytest.raises(PublishingError, match="正文太长"):
        clean("字" * (MOST_CHARACTERS + 1))


TEXTS = [
    ("", ""),
    ("<p>一<strong>二</strong></p><p>三<br>四</p>", "一二\n三\n四"),
    ("<table><tr><th>甲</th><th>乙</th></tr><tr><td></td><td>1</td></tr></table>", "甲\t乙\n\t1"),
    (
        "<table><tr><td><p>一</p><p>二</p></td><td><table><tr><td>内</td><td>层</td></tr></table></td></tr></table>",
        "一 二\t内 层",
    ),
    ("<ul><li>一<ul><li>二</li></ul></li></ul>", "一\n二"),
    ("前<table><tr><td>中</td></tr></table>后", "前\n中\n后"),
    ("<p>a&nbsp;&amp;&nbsp;b</p><script>x</script><!-- c -->", "a & b"),
]


@pytest.mark.parametrize(("html", "text"), TEXTS)
def test_the_words(html: str, text: str) -> None:
    assert text_of(html) == text
