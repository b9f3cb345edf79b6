from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CataloguesConfig(AppConfig):
    name = "gongkai_web.catalogues"
    verbose_name = "公开目录"

    def ready(self) -> None:
        from gongkai_web import ticks
        from gongkai_web.audit import sayings
        from gongkai_web.catalogues import panel
        from gongkai_web.catalogues.rules import has_section, may_download
        from gongkai_web.catalogues.tasks import duties
        from gongkai_web.catalogues.ticking import make_duties, settle
        from gongkai_web.catalogues.words import WORDS
        from gongkai_web.files import gate as files_gate
        from gongkai_web.frame import sections, tasks
        from gongkai_web.publishing import panels, starts

        files_gate.register(may_download)
        sections.register(sections.Section("catalogues", _("目录"), "catalogues", 200, has_section))
        tasks.register(duties)
        panels.register(panels.Panel("catalogues", _("目录事项"), panel.TEMPLATE, panel.context))
        starts.register("row", panel.from_row)
        starts.register("duty", panel.from_duty)
        for key, words in WORDS.items():
            sayings.register(key, words)
        ticks.register("catalogues.settle", timedelta(seconds=10), settle)
        ticks.register("catalogues.duties", timedelta(minutes=5), make_duties)
