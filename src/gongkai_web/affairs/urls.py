from django.urls import path

from gongkai_web.affairs import public
from gongkai_web.affairs.views import affairs, stages

_AFFAIRS, _AFFAIR = "office/<str:code>/affairs/", "office/<str:code>/affairs/<int:pk>/"

urlpatterns = [
    path("open/<str:code>/affairs/", public.affairs, name="open_affairs"),
    path("open/<str:code>/affairs/<int:pk>/", public.affair, name="open_affair"),
    path(_AFFAIRS, affairs.affairs, name="affairs"),
    path(f"{_AFFAIRS}new/", affairs.new, name="affair_new"),
    path(f"{_AFFAIRS}items/<int:pk>/", stages.place_item, name="affair_place_item"),
    path(_AFFAIR, affairs.affair, name="affair"),
    path(f"{_AFFAIR}edit/", affairs.edit, name="affair_edit"),
    path(f"{_AFFAIR}show/", affairs.show, name="affair_show"),
    path(f"{_AFFAIR}write/", stages.write, name="affair_write"),
    path(f"{_AFFAIR}choose/", stages.choose, name="affair_choose"),
    path(f"{_AFFAIR}placements/<int:placement>/take-out/", stages.take_out, name="affair_take_out"),
    path(f"{_AFFAIR}expect/", stages.expect, name="affair_expect"),
    path(f"{_AFFAIR}expectations/<int:expectation>/waive/", stages.waive, name="affair_waive"),
    path(f"{_AFFAIR}leave-out/", stages.leave_out, name="affair_leave_out"),
]
