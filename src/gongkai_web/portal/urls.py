from django.urls import path

from gongkai_web.portal.views import columns, data, feeds, home, item, notices, pages, robots, search, theme

urlpatterns = [
    path("", home.home, name="home"),
    path("tools/", pages.tools, name="tools"),
    path("privacy/", pages.privacy, name="privacy"),
    path("preferences/", pages.preferences, name="preferences"),
    path("healthz", pages.healthz, name="healthz"),
    path("search/", search.search, name="search"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", robots.part, name="sitemap_part"),
    path("office/<str:code>/site/", theme.theme, name="site_settings"),
    path("office/<str:code>/site/undo/", theme.undo, name="site_undo"),
    path("open/", home.organs, name="open_organs"),
    path("open/items/<int:pk>/", item.item, name="open_item"),
    path("open/items/<int:pk>/download.<str:form>", item.download, name="open_item_download"),
    path("open/<str:code>/", home.organ, name="open_organ"),
    path("open/<str:code>/feed.<str:form>", feeds.feed, name="open_feed"),
    path("open/<str:code>/data/", data.about, name="open_data"),
    path("open/<str:code>/data/items.<str:form>", data.items, name="open_data_items"),
    path("open/<str:code>/guide/", notices.guide, name="open_guide"),
    path("open/<str:code>/rules/", notices.rules, name="open_rules"),
    path("open/<str:code>/content/", columns.content, name="open_content"),
    path("open/<str:code>/reports/", columns.reports, name="open_reports"),
    path("open/<str:code>/documents/", columns.documents, name="open_documents"),
    path("open/<str:code>/requests/", notices.requests, name="open_requests"),
    path("open/<str:code>/requests/form/", notices.form, name="open_request_form"),
    path("open/<str:code>/requests/form.docx", notices.form_docx, name="open_request_docx"),
    path("open/<str:code>/<str:column>/", columns.column, name="open_column"),
]
