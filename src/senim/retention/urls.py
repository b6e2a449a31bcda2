from django.urls import path

from senim.retention.views import desk, public

app_name = "retention"
urlpatterns = [
    path("", public.kept, name="public"),
    path("mine/", public.mine, name="mine"),
    path("desk/", desk.desk, name="desk"),
    path("desk/rule/<str:code>/", desk.ahead, name="ahead"),
    path("desk/hold/", desk.hold, name="hold"),
    path("desk/hold/<int:pk>/lift/", desk.lift, name="lift"),
    path("desk/find/", desk.find, name="find"),
    path("desk/request/<str:number>/", desk.one, name="one"),
    path("desk/request/<str:number>/propose/", desk.propose, name="propose"),
    path("desk/request/<str:number>/confirm/", desk.confirm, name="confirm"),
    path("desk/request/<str:number>/back/", desk.send_back, name="send_back"),
]
