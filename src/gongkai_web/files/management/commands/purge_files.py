"""gongkai-web manage purge_files: once a night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai_web.files.purging import purge


class Command(BaseCommand):
    help = "删除没有任何记录引用、上传已满一天的文件"

    def handle(self, *args: Any, **options: Any) -> None:
        purged = purge(now=timezone.now())
        self.stdout.write(f"删除了 {purged.rows} 条没有用上的上传记录、{purged.contents} 份内容。")
