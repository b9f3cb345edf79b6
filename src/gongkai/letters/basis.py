"""Articles as a letter cites them: the law's full name once, then its articles."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.statute import FEE_MEASURE, REGULATION

_LAWS = (REGULATION, FEE_MEASURE)


def basis_text(cited: Iterable[str]) -> str:
    """《条例》第十四条, 《条例》第三十六条第（三）项 → 《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项.

    An article of the same law follows without its name; one that is cited twice stands once.
    """
    articles = dict.fromkeys(part for text in cited for part in text.split("、") if part)
    parts, last = [], ""
    for article in articles:
        law = next((law for law in _LAWS if article.startswith(law.short)), None)
        short, name = (law.short, f"《{law.name}》") if law else ("", "")
        parts.append(article if short == "" or short == last else name + article.removeprefix(short))
        if short and short == last:
            parts[-1] = article.removeprefix(short)
        last = short or last
    return "、".join(parts)
