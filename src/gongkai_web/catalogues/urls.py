from django.urls import path

from gongkai_web.catalogues.views import duties, placing, tables, taking_in

_ALL, _ONE = "office/<str:code>/catalogues/", "office/<str:code>/catalogues/<int:pk>/"
_DUTIES, _DUTY = "office/<str:code>/duties/", "office/<str:code>/duties/<int:pk>/"
_ITEM = "office/<str:code>/items/<int:item>/rows/"

urlpatterns = [
    path(_ALL, tables.catalogues, name="catalogues"),
    path(f"{_ALL}below/", tables.organs_below, name="catalogues_below"),
    path(f"{_ALL}export/", tables.export, name="catalogues_export"),
    path(f"{_ALL}import/", taking_in.file, name="catalogue_import"),
    path(f"{_ALL}import/<int:file>/", taking_in.preview, name="catalogue_preview"),
    path(f"{_ALL}rows/<int:pk>/", tables.row, name="catalogue_row"),
    path(_ONE, tables.catalogue, name="catalogue"),
    path(f"{_ONE}change/", tables.change_rows, name="catalogue_change"),
    path(f"{_ONE}versions/<int:number>/", taking_in.version, name="catalogue_version"),
    path(_DUTIES, duties.duties, name="duties"),
    path(f"{_DUTIES}new/", duties.new, name="duty_new"),
    path(_DUTY, duties.duty, name="duty"),
    path(f"{_DUTY}bind/", duties.bind_item, name="duty_bind"),
    path(f"{_DUTY}drop/", duties.drop_duty, name="duty_drop"),
    path(_ITEM, placing.choose, name="item_rows"),
    path(f"{_ITEM}take-off/", placing.take_off, name="item_take_off_row"),
]
