from django.urls import path

from senim.rehearsal.views import asking, one

app_name = "rehearsal"
urlpatterns = [
    path("", one.changes, name="changes"),
    path("new/boundaries/", asking.boundaries, name="boundaries"),
    path("new/boundaries/<int:proposal_id>/", asking.proposal, name="proposal"),
    path("new/assignments/", asking.assignments, name="assignments"),
    path("new/assignments/<int:area_id>/", asking.assign, name="assign"),
    path("new/rules/", asking.rules, name="rules"),
    path("new/rules/<slug:edit>/", asking.rule, name="rule"),
    path("<int:change_id>/", one.change, name="change"),
    path("<int:change_id>/file/", one.file, name="file"),
    path("<int:change_id>/amend/", asking.amend, name="amend"),
    path("<int:change_id>/again/", one.again, name="again"),
    path("<int:change_id>/apply/", one.apply, name="apply"),
    path("<int:change_id>/withdraw/", one.withdraw, name="withdraw"),
    path("<int:change_id>/take-over/", one.take_over, name="take_over"),
    path("<int:change_id>/undo/", asking.undo, name="undo"),
]
