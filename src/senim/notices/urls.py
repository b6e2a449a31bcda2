from django.urls import path

from senim.notices import views

app_name = "notices"
urlpatterns = [
    path("news/", views.index, name="index"),
    path("news/<str:code>/", views.area, name="area"),
    path("news/<str:code>/feed.xml", views.feed, name="feed"),
    path("notice/<str:number>/", views.public_notice, name="public"),
    path("notice/<str:number>/photo/", views.photo, name="photo"),
    path("notices/", views.desk, name="desk"),
    path("notices/new/<slug:kind>/", views.new, name="new"),
    path("notices/<str:number>/", views.notice, name="notice"),
    path("notices/<str:number>/change/", views.change, name="change"),
    path("notices/<str:number>/ask/", views.ask_signature, name="ask"),
    path("notices/<str:number>/publish/", views.publish, name="publish"),
    path("notices/<str:number>/sign/", views.sign, name="sign"),
    path("notices/<str:number>/end/", views.end, name="end"),
    path("notices/<str:number>/photo/", views.own_photo, name="own_photo"),
]
