from django.urls import path

from gongkai_web.reports.views import check, compile, drafts, queue

urlpatterns = [
    path("check/", check.check, name="check"),
    path("check/again/", check.again, name="check-again"),
    path("check/download/<slug:suffix>/", check.take_away, name="check-download"),
    path("check/queue/<slug:batch>/", queue.queue, name="check-queue"),
    path("check/examples/<slug:slug>/", check.try_example, name="example"),
    path("compile/", compile.begin, name="compile"),
    path("compile/edit/", compile.edit, name="compile-edit"),
    path("compile/live/", compile.live, name="compile-live"),
    path("compile/download/<slug:suffix>/", compile.take_away, name="compile-download"),
    path("compile/fill/", compile.fill, name="compile-fill"),
    path("drafts/save/", drafts.save, name="draft-save"),
    path("drafts/delete/", drafts.delete, name="draft-delete"),
    path("drafts/<str:token>/", drafts.open_draft, name="draft"),
]
