from django.urls import path

from gongkai_web.campaign.sums.views import matters, sums

_ALL = "office/<str:code>/campaigns/"
_SUMS = f"{_ALL}<int:pk>/sums/"

urlpatterns = [
    path(_SUMS, sums.sums, name="campaign_sums"),
    path(f"{_SUMS}cells/<str:cell>/", sums.cell, name="campaign_sums_cell"),
    path(f"{_SUMS}sums.xlsx", sums.workbook, name="campaign_sums_workbook"),
    path(f"{_SUMS}use/", sums.use, name="campaign_sums_use"),
    path(f"{_SUMS}compare/", matters.compare, name="campaign_sums_compare"),
    path(f"{_SUMS}joint/", matters.joint, name="campaign_sums_joint"),
    path(f"{_ALL}joint/<int:pk>/undo/", matters.undo, name="campaign_joint_undo"),
    path(f"{_ALL}years/", sums.over_years, name="campaign_years"),
]
