from django.urls import path

from gongkai_web.channels.views import arranging, imports, items, numbers, recording, several

urlpatterns = [
    path("office/<str:code>/channels/", numbers.numbers, name="channels"),
    path("office/<str:code>/channels/numbers.<str:form>", numbers.numbers_file, name="channel_numbers_file"),
    path("office/<str:code>/channels/records/", numbers.records, name="channel_records"),
    path("office/<str:code>/channels/records.<str:form>", numbers.records_file, name="channel_records_file"),
    path("office/<str:code>/channels/records/new/", recording.new, name="channel_new"),
    path("office/<str:code>/channels/records/several/", several.several, name="channel_several"),
    path("office/<str:code>/channels/records/<int:pk>/", recording.record, name="channel_record"),
    path("office/<str:code>/channels/records/<int:pk>/strike/", recording.strike, name="channel_strike"),
    path("office/<str:code>/channels/records/<int:pk>/restore/", recording.restore, name="channel_restore"),
    path("office/<str:code>/channels/items/<int:pk>/", items.place, name="channel_place"),
    path("office/<str:code>/channels/imports/", imports.hand_in, name="channel_hand_in"),
    path("office/<str:code>/channels/imports/form.xlsx", imports.form_file, name="channel_import_form"),
    path("office/<str:code>/channels/imports/<int:pk>/", imports.imported, name="channel_import"),
    path("office/<str:code>/channels/imports/<int:pk>/drop/", imports.drop, name="channel_import_drop"),
    path("office/<str:code>/channels/imports/<int:pk>/strike/", imports.strike, name="channel_import_strike"),
    path("office/<str:code>/channels/imports/<int:pk>/refused.xlsx", imports.refused_file, name="channel_refused"),
    path("office/<str:code>/settings/channels/", arranging.channels, name="channels_setting"),
    path("office/<str:code>/settings/channels/example/", arranging.as_in_example, name="channels_example"),
    path("office/<str:code>/settings/channels/<int:pk>/", arranging.channel, name="channel_setting"),
    path("office/<str:code>/settings/channels/<int:pk>/remove/", arranging.remove, name="channel_remove"),
]
