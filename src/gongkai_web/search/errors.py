"""What a search says when it cannot answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int
    """0 where nobody knows yet."""

    @property
    def percent(self) -> int:
        return min(99, 100 * self.done // self.total) if self.total else 0


class SearchError(GongkaiError):
    """The index could not be read or written; what is published is not touched by it."""


class NotReadyError(SearchError):
    """There is no index that can be asked; the worker builds one."""

    progress: Progress | None = None

    @classmethod
    def at(cls, progress: Progress | None) -> NotReadyError:
        text = _("正在重建索引")
        if progress:
            text = _("正在重建索引，已完成 %(percent)d%%") % {"percent": progress.percent}
        error = cls(text, _("请过几分钟再检索；也可以按栏目查找"), code="SEARCH_NOT_READY")
        error.progress = progress
        return error
