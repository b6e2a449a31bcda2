from django.urls import path

from senim.web import views

app_name = "web"
urlpatterns = [
    path("exit/", views.quick_exit, name="exit"),
    path("design/", views.design, name="design"),
    path("design/staff/", views.design_staff, name="design-staff"),
]
