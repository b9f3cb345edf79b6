"""The platform's own index, and how its pages search it."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from gongkai_web.search import keeping, source
from gongkai_web.search.index import Hits, Index, Query


@lru_cache(maxsize=1)
def index() -> Index:
    """One for each process."""
    return Index(settings.SEARCH_DIR)


def find(query: Query) -> Hits:
    """Search after a little catching up. Raises SearchError where there is nothing to ask yet."""
    registered = source.registered()
    if registered is not None:
        keeping.catch_up(index(), registered)
    return index().search(query)
