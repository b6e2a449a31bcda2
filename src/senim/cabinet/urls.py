from django.urls import path

from senim.cabinet.views import day, proofs, reports, returns, visits

app_name = "cabinet"
urlpatterns = [
    path("", day.day, name="day"),
    path("slip/", day.slip, name="slip"),
    path("settle/", day.settle, name="settle"),
    path("visits/", visits.visits, name="visits"),
    path("visits/new/", visits.new_visit, name="new_visit"),
    path("visits/<int:visit_id>/", visits.visit, name="visit"),
    path("visits/<int:visit_id>/photo/", visits.photo, name="photo"),
    path("visits/<int:visit_id>/correct/", visits.correct, name="correct"),
    path("visits/<int:visit_id>/confirm/", visits.confirm, name="confirm"),
    path("visits/<int:visit_id>/back/", visits.send_back, name="send_back"),
    path("show/", proofs.show, name="show_me"),
    path("aside/", visits.aside, name="aside"),
    path("returns/", returns.returns, name="returns"),
    path("returns/operations/new/", returns.define, name="define"),
    path("returns/operations/<int:operation_id>/", returns.operation, name="operation"),
    path("returns/operations/<int:operation_id>.csv", returns.operation_csv, name="operation_csv"),
    path("returns/months/<int:post_id>/<str:month>/", returns.month, name="month"),
    path("returns/months/<int:post_id>/<str:month>.csv", returns.month_csv, name="month_csv"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:area_id>/<int:year>/<int:quarter>/", reports.report, name="report"),
    path("reports/<int:area_id>/<int:year>/<int:quarter>/publish/", reports.publish, name="publish"),
    path("told/<str:code>/", reports.told, name="told"),
    path("told/<str:code>/<int:year>/<int:quarter>/", reports.public_report, name="public_report"),
    path("told/<str:code>/<int:year>/<int:quarter>/<str:spoken>.pdf", reports.pdf, name="pdf"),
]
