from django.urls import path

from gongkai_web.files import views

urlpatterns = [path("files/<int:pk>/<str:name>", views.file, name="file")]
