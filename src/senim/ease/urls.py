from django.urls import path

from senim.ease.views import exports, feeds, filters

app_name = "ease"
urlpatterns = [
    path("", feeds.mine, name="mine"),
    path("keys/", feeds.keys, name="keys"),
    path("filters/new/<str:code>/", filters.keep, name="keep"),
    path("filters/<int:filter_id>/", filters.one_filter, name="filter"),
    path("filters/<int:filter_id>/remove/", filters.remove, name="remove"),
    path("take/<str:code>/", exports.take, name="take"),
    path("taken/", exports.taken, name="taken"),
    path("calendar/", feeds.subscribe, name="subscribe"),
    path("calendar/<int:feed_id>/close/", feeds.close, name="close"),
    path("morning/", feeds.morning, name="morning"),
    path("morning/stop/<str:key>/", feeds.stop, name="stop"),
]
