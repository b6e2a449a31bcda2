from django.urls import path

from senim.web import keeping, keeping_calendar, keeping_terms, undoing, views

app_name = "web"
urlpatterns = [
    path("exit/", views.quick_exit, name="exit"),
    path("undo/<str:token>/", undoing.take_back, name="undo"),
    path("design/", views.design, name="design"),
    path("design/staff/", views.design_staff, name="design-staff"),
    path("keeping/", keeping.running, name="running"),
    path("keeping/queue/", keeping.queue, name="queue"),
    path("keeping/queue/<int:message_id>/again/", keeping.again, name="queue-again"),
    path("keeping/queue/<int:message_id>/withdraw/", keeping.withdraw, name="queue-withdraw"),
    path("keeping/log/", keeping.log, name="log"),
    path("keeping/calendar/", keeping_calendar.decrees, name="calendar"),
    path("keeping/calendar/add/", keeping_calendar.add, name="calendar-add"),
    path("keeping/calendar/<str:day>/revoke/", keeping_calendar.revoke, name="calendar-revoke"),
    path("keeping/terms/", keeping_terms.terms, name="terms"),
    path("keeping/terms/<str:code>/<str:since>/", keeping_terms.verify, name="terms-verify"),
]
