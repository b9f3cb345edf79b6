"""What a drafter types. Nothing is required here: a draft may be half done, `completeness` says what review needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.publishing.codes import Disclosure, Genre, Ground, Normative, Source, categories_of
from gongkai_web.publishing.digests import CONTENT
from gongkai_web.publishing.forms.widgets import ColumnField, choice, day, line, lines, moment
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.practice import columns_of, number_example, practice_of

NAMES = (*(name.removesuffix("_id") for name in CONTENT), "release_at")


class ContentForm(Form):
    """One form for the whole of a revision; the page groups its fields."""

    title = line(_("名称"), _("公文写全称，不用书名号。"))
    column = ColumnField()
    genre = choice(_("体裁"), Genre.choices, empty=_("请选择"))
    formed_on = day(_("成文日期"), _("落款或签发的日期；联合发文的，以最后签发的为准。"))
    disclosure = forms.ChoiceField(
        label=_("公开属性"), choices=Disclosure.choices, required=False, widget=forms.RadioSelect
    )
    ground = choice(_("依据的条款"), Ground.choices, empty=_("请选择"))
    ground_reason = lines(_("不主动公开的理由"), _("写明为什么；审核时会看，也会存入登记。"))
    categories = forms.MultipleChoiceField(label=_("法定类别"), required=False, widget=forms.CheckboxSelectMultiple)
    body = lines(_("正文"), rows=18, **{"data-editor": ""})
    summary = lines(_("内容概述"))
    document_number = line(_("发文字号"), _("年份用六角括号〔〕；没有的不填。"), limit=80)
    subject = line(_("主题分类"), _("例如 农业、林业、水利；输入时可从列表中选。"), limit=60, list="subjects")
    keywords = line(_("关键词"), _("几个词，用空格分开。"))
    source = choice(_("信息来源"), Source.choices)
    joint_organs = line(_("联合发文机关"), _("用顿号分开。"))
    source_name = line(_("从哪里获取"), _("提供信息的公民、法人、组织或者机关。"), limit=100)
    first_published_on = day(_("首次发布日期"), _("以前在别处公开过的填；没有的不填，发布时自动记当天。"))
    approval_needed = line(_("批准机关"), _("要经批准才能公开的（条例第十一条）才填。"), limit=100)
    approval_number = line(_("批准文号"), limit=100)
    normative = choice(_("是不是规章、规范性文件"), Normative.choices)
    effective_on = day(_("施行日期"))
    expires_on = day(_("有效期至"), _("最后一个有效的日子；长期有效的不填。"))
    names_until = day(_("公示截止日期"), _("填了以后，过了这一天，名单和附件不再显示，页面写明公示已结束。"))
    release_at = moment(_("定时发布"), _("审核通过以后，到这个时间自动发布；不填的，由经办人发布。"))
    correction_note = lines(_("更正说明"), _("改了哪里、为什么改；同正文一起公布。"))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        example = number_example(item.organ)
        if example:
            self.fields["document_number"].help_text = _("例如 %(example)s；没有的不填。") % {"example": example}
        limit = practice_of(item.organ).summary_limit
        said = _("用几句话说明内容，最多 %(limit)s 个字；显示在搜索结果和列表里。") % {"limit": limit}
        self.fields["summary"].help_text = said
        self.fields["summary"].widget.attrs["data-limit"] = str(limit)
        self.fields["column"].queryset = columns_of(item.organ)  # type: ignore[attr-defined]
        self.fields["categories"].choices = list(categories_of(item.organ.level).items())  # type: ignore[attr-defined]
        if item.public == Item.Public.NONE:
            del self.fields["correction_note"]

    @property
    def content(self) -> dict[str, Any]:
        """What was typed and can be kept; a field that cannot be is left out."""
        given = {name: value for name, value in self.cleaned_data.items() if name in NAMES}
        return {name: value for name, value in given.items() if name != "disclosure" or value}


def typed(revision: Revision) -> dict[str, Any]:
    """The form's fields as the revision has them; a column's categories are offered where none was chosen yet."""
    given = {name: getattr(revision, name) for name in NAMES}
    if not given["categories"] and revision.column:
        given["categories"] = revision.column.categories
    return given
