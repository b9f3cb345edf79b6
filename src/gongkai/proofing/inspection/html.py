"""Web pages: where they lead."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from gongkai.proofing.case import Behind, Link
from gongkai.reading import Limits

_MOST = 5000


def inspect(data: bytes, name: str, limits: Limits) -> Behind:
    """Links and pictures of the page. A page that cannot be parsed has none: the reading says what is wrong with it."""
    try:
        root = etree.fromstring(data, etree.HTMLParser(no_network=True, recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return Behind()
    if root is None:
        return Behind()
    addresses = [one.get("href") or one.get("src") for one in islice(root.iter("a", "img"), _MOST)]
    return Behind(
        links=[Link(address.strip(), part="网页链接") for address in addresses if address and address.strip()]
    )
