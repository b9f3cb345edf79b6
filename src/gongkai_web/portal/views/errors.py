"""Error pages in plain Chinese: what happened, and what to do next. None needs the database but the 404 of the office."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai_web.organs.models import Person

_OFFICE = "/office/"


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    return render(request, "portal/error.html", {"title": title, "advice": advice}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent):
        return too_large(request)
    return _page(
        request,
        400,
        _("这个请求不完整，没有办理"),
        _("页面可能打开得太久，或者内容在途中丢失了一部分。请返回上一页，再试一次。"),
    )


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 403, _("这个页面不能这样打开"), _("请从首页进入。"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("浏览器没有带上本站的安全标记，所以没有办理"),
        _("请允许本站使用 Cookie，返回上一页刷新，再试一次。您的文件没有被保存。"),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if request.path.startswith(_OFFICE) and isinstance(getattr(request, "user", None), Person):
        return _not_found_inside(request)
    return _page(
        request,
        404,
        _("没有这个页面"),
        _("地址可能写错了，或者内容已经删除、过期。请核对地址，或者从首页进入。"),
    )


def _not_found_inside(request: HttpRequest) -> HttpResponse:
    """With the office's own menu, and the same words whether there is nothing there or one may not know of it."""
    try:
        return render(request, "office/not_found.html", {}, status=404)
    except DatabaseError:
        return render(request, "portal/error.html", {"title": _("没有这个页面"), "advice": ""}, status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    advice = _("一次最多上传 %(files)d 个文件、%(all)d MB，每个文件最多 %(one)d MB。请减少文件，或者分几次上传。") % {
        "files": settings.MAX_FILES,
        "all": settings.MAX_REQUEST_BYTES // settings.MEGABYTE,
        "one": settings.MAX_FILE_BYTES // settings.MEGABYTE,
    }
    return _page(request, 413, _("上传的内容太大"), advice)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("系统出错，这一步没有办成"),
        _("您的文件没有被保存。请返回上一页再试；如果还是这样，请把时间和操作步骤告诉系统管理员。"),
    )
