from django.urls import path

from gongkai_web.export.views import export

urlpatterns = [
    path("office/<str:code>/export/", export.export, name="export"),
    path("office/<str:code>/export/arrange/", export.arrange, name="export_arrange"),
    path("office/<str:code>/export/download.zip", export.download, name="export_download"),
    path("office/<str:code>/export/<int:site>/confirm/<int:item>/", export.confirm, name="export_confirm"),
]
