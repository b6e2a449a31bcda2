from django.urls import path

from senim.quality import views

app_name = "quality"
urlpatterns = [
    path("ratings/", views.latest, name="latest"),
    path("r/", views.enter_code, name="code"),
    path("r/<str:key>/", views.rate, name="rate"),
    path("r/<str:key>/thanks/", views.thanks, name="thanks"),
]
