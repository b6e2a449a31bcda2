"""Signing in: allauth's views with our templates, and the pages around them. Only these are mounted."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as code_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from senim.kernel import files
from senim.kernel.access import account, public, staff
from senim.kernel.errors import Refused
from senim.staff import actions, forms, passkeys, selectors, sessions
from senim.staff.actions.passkeys import SECOND
from senim.staff.cards import officer_card
from senim.staff.models import Account
from senim.staff.national import oidc
from senim.staff.requests import StaffRequest


class Login(account_views.LoginView):
    """E-mail and password, or a key in their place."""

    template_name = "staff/signin/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "host": passkeys.host(), "national": oidc.is_on()}


class ActivateTOTP(totp_views.ActivateTOTPView):
    """Setting up the app. The first right code is this session's second step; other open sessions end."""

    template_name = "staff/signin/activate.html"
    success_url = reverse_lazy("mfa_view_recovery_codes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return {**found, "secret": found["form"].secret, "qr": _picture(found["totp_url"])}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        epoch = actions.sign_out_everywhere(actor=self.request.actor)
        self.request.session.update({sessions.SECOND: True, sessions.EPOCH: epoch})
        return response


class DeactivateTOTP(totp_views.DeactivateTOTPView):
    """A new telephone: the old app stops working, the new one is set up at once."""

    template_name = "staff/signin/new_phone.html"
    success_url = reverse_lazy("mfa_activate_totp")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        # A passkey goes on as the second step; without one nothing else opens until the new telephone is set up.
        self.request.session[sessions.SECOND] = bool(passkeys.keys_of(self.request.user.pk))
        return response


def _picture(url: str) -> str:
    import segno  # noqa: PLC0415 - only this page draws a code

    drawn = str(segno.make(url, error="m").svg_inline(scale=5, border=2, dark="#000", light="#fff"))
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)  # the key stands below it in letters


login = public(Login.as_view())
sign_out = public(account_views.LogoutView.as_view(template_name="staff/signin/logout.html"))
reauthenticate = account(account_views.ReauthenticateView.as_view(template_name="staff/signin/again.html"))
password_reset = public(account_views.PasswordResetView.as_view(template_name="staff/signin/reset.html"))
password_reset_done = public(account_views.PasswordResetDoneView.as_view(template_name="staff/signin/reset_sent.html"))
password_reset_key = public(account_views.PasswordResetFromKeyView.as_view(template_name="staff/signin/reset_new.html"))
password_reset_key_done = public(
    account_views.PasswordResetFromKeyDoneView.as_view(template_name="staff/signin/reset_done.html")
)
password_change = account(account_views.PasswordChangeView.as_view(template_name="staff/signin/change.html"))
code_again = account(code_views.ReauthenticateView.as_view(template_name="staff/signin/again.html"))
activate = account(ActivateTOTP.as_view())
deactivate = account(DeactivateTOTP.as_view())
recovery = account(recovery_views.ViewRecoveryCodesView.as_view(template_name="staff/signin/recovery.html"))
recovery_new = account(recovery_views.GenerateRecoveryCodesView.as_view(template_name="staff/signin/recovery_new.html"))
recovery_file = account(recovery_views.DownloadRecoveryCodesView.as_view(template_name="staff/signin/recovery.txt"))


@account
def second_step(request: StaffRequest) -> HttpResponse:
    """Before anything else: the second step. Who has it but did not use it in this session signs in again."""
    if request.session.get(sessions.SECOND):
        return redirect("staff:home")
    if is_mfa_enabled(request.user, SECOND):
        logout(request)
        return redirect("account_login")
    if isinstance(request.user, Account) and sessions.waived(request.user):
        request.session[sessions.SECOND] = True
        return redirect("staff:home")
    return render(request, "staff/signin/second_step.html")


@account
def security(request: StaffRequest) -> HttpResponse:
    """My account: language, password, second step, sessions."""
    person = request.user
    assert isinstance(person, Account)
    form = forms.LanguageForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        actions.change_profile(actor=request.actor, language=language)
        with override(language):
            messages.success(request, _("Your pages are in this language now."))
            return redirect("staff:security")
    kinds = set(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))
    return render(
        request,
        "staff/security.html",
        {
            "form": form,
            "has_app": Authenticator.Type.TOTP in kinds,
            "keys": passkeys.keys_of(person.pk),
            "national": oidc.is_on(),
            "linked": selectors.national_of(request.scope) if oidc.is_on() else None,
            "has_recovery": Authenticator.Type.RECOVERY_CODES in kinds,
            "ends_at": sessions.ends_at(request.session),
            "idle": settings.STAFF_IDLE_MINUTES,
            "waived": sessions.waived(person),
        },
    )


@staff
def portrait(request: StaffRequest) -> HttpResponse:
    """My photograph: put a new one, or take it away."""
    form = forms.PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "remove" in request.POST:
        actions.set_photo(actor=request.actor, photo_id=None)
        return redirect("staff:mine")
    if request.method == "POST" and form.is_valid():
        try:
            kept = files.accept(form.cleaned_data["photo"], kinds=["image"])
        except Refused as refusal:
            form.add_error("photo", str(refusal))
        else:
            actions.set_photo(actor=request.actor, photo_id=kept.pk)
            messages.success(request, _("Residents see the new photograph now."))
            return redirect("staff:mine")
    post = request.actor.post_id
    card = officer_card(post, get_language() or "kk") if post else None
    return render(request, "staff/portrait.html", {"form": form, "card": card})


@account
@require_POST
def sign_out_everywhere(request: StaffRequest) -> HttpResponse:
    """End every session of mine, this one too."""
    actions.sign_out_everywhere(actor=request.actor)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return HttpResponseRedirect(str(reverse_lazy("account_login")))
