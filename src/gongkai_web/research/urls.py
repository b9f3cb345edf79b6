from django.urls import path

from gongkai_web.research import views

urlpatterns = [
    path("research/", views.home, name="research"),
    path("research/<slug:name>/", views.page, name="research_page"),
    path("research/<slug:name>.<slug:form>", views.download, name="research_download"),
]
