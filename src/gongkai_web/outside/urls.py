from django.urls import path

from gongkai_web.outside.views import hand_in, office, packages

_OUTSIDE = "office/<str:code>/outside/"
_FILING, _CAMPAIGN = f"{_OUTSIDE}hand-ins/<int:pk>/", f"{_OUTSIDE}campaigns/<int:pk>/"

urlpatterns = [
    path("hand-in/", hand_in.page, name="hand_in"),
    path("hand-in/<str:token>/", hand_in.follow, name="hand_in_follow"),
    path(_OUTSIDE, office.outsiders, name="outsiders"),
    path(f"{_OUTSIDE}organs/<int:pk>/", office.outsider, name="outsider"),
    path(_CAMPAIGN, packages.campaign, name="outside_campaign"),
    path(f"{_CAMPAIGN}call/", office.call_to_file, name="outside_call_to_file"),
    path(f"{_CAMPAIGN}import/", packages.take_in, name="outside_import"),
    path(f"{_CAMPAIGN}export/", packages.download, name="outside_export"),
    path(_FILING, office.filing, name="outside_filing"),
    path(f"{_FILING}link/", office.make_link, name="outside_link"),
    path(f"{_FILING}link/end/", office.end_link, name="outside_end_link"),
    path(f"{_FILING}begin/", office.begin, name="outside_begin"),
    path(f"{_FILING}hand-in/", office.hand_in, name="outside_hand_in"),
    path(f"{_FILING}confirm/", office.confirm, name="outside_confirm"),
    path(f"{_FILING}unreached/", office.unreached, name="outside_unreached"),
    path(f"{_FILING}denied/", office.denied, name="outside_denied"),
]
