"""Passkeys: signing in with one, adding, naming and removing one's own. Only these views of allauth are mounted."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as code_views
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as key_views
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from senim.kernel.access import account, public
from senim.kernel.errors import NotYours, Refused
from senim.staff import actions, passkeys, sessions
from senim.staff.actions.passkeys import SECOND, note_passkey, remove_passkey


class SignIn(key_views.LoginWebAuthnView):
    """A key in place of e-mail, password and code. GET puts the question, POST takes the answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's signature
        if request.headers.get("Accept") != "application/json":
            return redirect("account_login")
        passkeys.ASKED.check(request)
        passkeys.ASKED.note(request)
        return JsonResponse({"options": passkeys.stamped(request, auth.begin_authentication())})

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, form.said)
        return redirect("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        key = form.cleaned_data["credential"]
        login = Login(user=key.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, key, login)


class Code(code_views.AuthenticateView):
    """After the password: a code of the app, a recovery code, or a key; whatever the person has."""

    template_name = "staff/signin/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        person = self.stage.login.user
        options = found.pop("js_data")["request_options"]
        return {
            **found,
            "has_app": is_mfa_enabled(person, [Authenticator.Type.TOTP]),
            "options": passkeys.stamped(self.request, options) if passkeys.keys_of(person.pk) else "",
            "host": passkeys.host(),
        }


class Again(key_views.ReauthenticateWebAuthnView):
    """Is it you? Answered by a key."""

    template_name = "staff/signin/again_key.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not passkeys.keys_of(request.user.pk or 0):
            return redirect(self.passthrough_next_url(reverse("account_reauthenticate")))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        options = found.pop("js_data")["request_options"]
        return {**found, "options": passkeys.stamped(self.request, options), "host": passkeys.host()}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Add(key_views.AddWebAuthnView):
    """A new key. Where it is the first second step it opens this session, and the others end."""

    template_name = "staff/signin/key_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {**super().get_context_data(**kwargs), **kwargs}
        found.setdefault("form", self.get_form())
        options = auth.begin_registration(self.request.user, passwordless=True)
        return {**found, "options": passkeys.stamped(self.request, options), "host": passkeys.host()}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form: Any) -> HttpResponse:
        first = not is_mfa_enabled(self.request.user, SECOND)
        response = super().form_valid(form)
        note_passkey(actor=self.request.actor, kind="added")
        if first:
            epoch = actions.sign_out_everywhere(actor=self.request.actor)
            self.request.session.update({sessions.SECOND: True, sessions.EPOCH: epoch})
        messages.success(self.request, _("The passkey is added. From now on you can sign in with it alone."))
        return response


class Edit(key_views.EditWebAuthnView):
    """Another name for a key of mine."""

    template_name = "staff/signin/key_edit.html"
    success_url = reverse_lazy("staff:security")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_passkey(actor=self.request.actor, kind="named", key_id=self.object.pk)
        return response


class Remove(key_views.RemoveWebAuthnView):
    """Take off a key of mine; the last second step stays."""

    template_name = "staff/signin/key_remove.html"
    success_url = reverse_lazy("staff:security")

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ARG002 - the signature is Django's
        try:
            remove_passkey(actor=self.request.actor, request=self.request, key_id=self.get_object().pk)
        except NotYours:
            raise
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _("The passkey is taken off: it opens nothing here any more."))
        return redirect("staff:security")


sign_in = public(login_not_required(SignIn.as_view()))
code = public(Code.as_view())
again = account(Again.as_view())
add = account(Add.as_view())
edit = account(Edit.as_view())
remove = account(Remove.as_view())
