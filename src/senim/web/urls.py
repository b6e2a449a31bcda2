from django.urls import path

from senim.web import keeping, views

app_name = "web"
urlpatterns = [
    path("exit/", views.quick_exit, name="exit"),
    path("design/", views.design, name="design"),
    path("design/staff/", views.design_staff, name="design-staff"),
    path("keeping/", keeping.running, name="running"),
    path("keeping/queue/", keeping.queue, name="queue"),
    path("keeping/queue/<int:message_id>/again/", keeping.again, name="queue-again"),
    path("keeping/queue/<int:message_id>/withdraw/", keeping.withdraw, name="queue-withdraw"),
    path("keeping/log/", keeping.log, name="log"),
]
