"""gongkai corpus read | check | query | compare | trend | similar | export: many reports at once."""

from __future__ import annotations

import typer

from gongkai.cli.corpus.asking import check, compare, query, similar, trend
from gongkai.cli.corpus.export import export
from gongkai.cli.corpus.read import read

corpus_app = typer.Typer(
    help="成批的年度报告：一次读入很多份，按年、按机关比较，查询，找雷同，导出。", rich_markup_mode=None
)
for command in (read, check, query, compare, trend, similar, export):
    corpus_app.command()(command)

__all__ = ["corpus_app"]
