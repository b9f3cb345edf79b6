from django.urls import path

from gongkai_web.dossiers import views

_CASE = "office/<str:code>/requests/<int:pk>/"

urlpatterns = [
    path(f"{_CASE}dossiers/", views.dossiers, name="request_dossiers"),
    path(f"{_CASE}dossiers/new/<slug:purpose>/", views.new, name="request_dossier_new"),
    path(f"{_CASE}dossiers/<int:dossier>/file/", views.file, name="request_dossier_file"),
    path(f"{_CASE}sheets/<slug:name>/", views.sheet, name="request_sheet"),
]
