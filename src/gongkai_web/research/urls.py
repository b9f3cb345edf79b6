from django.urls import path

from gongkai_web.research import data, views

urlpatterns = [
    path("research/", views.home, name="research"),
    path("research/data/", data.data, name="research_data"),
    path("research/data/<slug:part>/README.md", data.about, name="research_readme"),
    path("research/data/<slug:part>/<slug:name>.parquet", data.table, name="research_table"),
    path("research/<slug:name>/", views.page, name="research_page"),
    path("research/<slug:name>.<slug:form>", views.download, name="research_download"),
]
