"""The door of another body: a link, no account, its own clock. It sees the task, the place, and nothing of the file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from senim.kernel.access import public
from senim.kernel.clock import today
from senim.kernel.errors import Refused
from senim.problems.actions import door as actions
from senim.problems.domain import TaskState
from senim.problems.forms.pages import DoneForm
from senim.problems.presenters import file as shown
from senim.problems.presenters.parts import area_of_path
from senim.web.headers import secret_page
from senim.web.throttle import guessable


@public
@secret_page
@csrf_exempt  # The secret in the address is the only right there is; no session stands behind it.
@guessable(410)
def door(request: HttpRequest, secret: str) -> HttpResponse:
    """What is asked and by when; accept, report it done, or refuse with the ground."""
    form = DoneForm(request.POST or None)
    task = None
    try:
        task = actions.open_link(secret=secret)
        if request.method == "POST" and _acted(request, secret, form):
            return redirect("problems:door", secret=secret)
    except Refused as refused:
        if refused.code == "decided" and task and task.state == request.POST.get("step"):
            return redirect("problems:door", secret=secret)  # pressed twice: it is said already
        if task is None or (refused.field is None and refused.code != "decided"):
            gone = {"text": str(refused), "title": _("This page is no longer here")}
            return render(request, "problems/gone.html", gone, status=410)
        form.refuse(refused)
    is_bound = request.method == "POST"
    assert task is not None
    context = {
        "task": shown.task(task, today()),
        "state": task.state,
        "area": area_of_path(task.area_path),
        "form": form if is_bound else DoneForm(),
    }
    return render(request, "problems/door.html", context, status=422 if is_bound and form.errors else 200)


def _acted(request: HttpRequest, secret: str, form: DoneForm) -> bool:
    """Whether a step was taken; a form with errors is shown again."""
    step = request.POST.get("step", "")
    if step not in {TaskState.ACCEPTED, TaskState.DONE, TaskState.REFUSED}:
        return True
    if step == TaskState.ACCEPTED:
        actions.answer_link(secret=secret, step=TaskState.ACCEPTED)
        return True
    if not form.is_valid():
        return False
    data = form.cleaned_data
    actions.answer_link(
        secret=secret, step=TaskState(step), text=data["text"], spent=data["spent"], began_on=data["began_on"]
    )
    return True
