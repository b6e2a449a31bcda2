"""Addresses of the staff pages under "staff:", and of signing in under allauth's own names, which have no namespace."""

from django.urls import include, path, re_path

from senim.staff import national_views as national
from senim.staff import passkey_views as keys
from senim.staff import post_views as posts
from senim.staff import rota_views as rota
from senim.staff import signin_views as signin
from senim.staff import views

SIGN_IN = [
    path("sign-in/", signin.login, name="account_login"),
    path("sign-in/code/", keys.code, name="mfa_authenticate"),
    path("sign-in/key/", keys.sign_in, name="mfa_login_webauthn"),
    path("sign-in/national/", national.begin, name="national_begin"),
    path("sign-in/national/back/", national.back, name="national_back"),
    path("account/national/", national.link, name="national_link"),
    path("account/national/remove/", national.unlink, name="national_unlink"),
    path("sign-out/", signin.sign_out, name="account_logout"),
    path("again/", signin.reauthenticate, name="account_reauthenticate"),
    path("again/code/", signin.code_again, name="mfa_reauthenticate"),
    path("again/key/", keys.again, name="mfa_reauthenticate_webauthn"),
    path("password/", signin.password_change, name="account_change_password"),
    path("password/forgotten/", signin.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", signin.password_reset_done, name="account_reset_password_done"),
    path("password/forgotten/done/", signin.password_reset_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        signin.password_reset_key,
        name="account_reset_password_from_key",
    ),
    path("account/", signin.security, name="mfa_index"),
    path("account/app/", signin.activate, name="mfa_activate_totp"),
    path("account/app/new-telephone/", signin.deactivate, name="mfa_deactivate_totp"),
    path("account/keys/new/", keys.add, name="mfa_add_webauthn"),
    path("account/keys/<int:pk>/", keys.edit, name="mfa_edit_webauthn"),
    path("account/keys/<int:pk>/remove/", keys.remove, name="mfa_remove_webauthn"),
    path("account/recovery-codes/", signin.recovery, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", signin.recovery_new, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/file/", signin.recovery_file, name="mfa_download_recovery_codes"),
]

PAGES = [
    path("", views.home, name="home"),
    path("mine/", views.mine, name="mine"),
    path("account/", signin.security, name="security"),
    path("account/second-step/", signin.second_step, name="second-step"),
    path("account/photograph/", signin.portrait, name="portrait"),
    path("account/sign-out-everywhere/", signin.sign_out_everywhere, name="sign-out-everywhere"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invitations/<int:invitation_id>/withdraw/", views.withdraw, name="withdraw"),
    path("people/<int:account_id>/", views.person, name="person"),
    path("people/<int:account_id>/sign-out/", views.sign_out_person, name="sign-out-person"),
    path("posts/<int:post_id>/", posts.post, name="post"),
    path("posts/new/", posts.arrange, name="new-post"),
    path("posts/<int:post_id>/change/", posts.arrange, name="arrange"),
    path("posts/<int:post_id>/contact/", posts.contact, name="contact"),
    path("posts/<int:post_id>/substitute/", posts.substitute, name="substitute"),
    path("posts/<int:post_id>/appoint/", posts.appoint, name="appoint"),
    path("posts/<int:post_id>/trainee/", posts.train, name="train"),
    path("posts/<int:post_id>/end/<int:holding_id>/", posts.end, name="end"),
    path("posts/<int:post_id>/photo/", views.photo, name="photo"),
    path("calendar/", rota.calendar, name="rota"),
    path("calendar/shifts/<int:post_id>/", rota.shifts, name="shifts"),
    path("calendar/shifts/<int:post_id>/drop/", rota.drop_shift, name="drop-shift"),
    path("calendar/away/", rota.away, name="away"),
    path("calendar/away/<int:absence_id>/", rota.absence, name="absence"),
    path("calendar/away/<int:absence_id>/cover/", rota.cover, name="cover"),
    path("calendar/away/<int:absence_id>/back/", rota.back, name="back"),
    path("calendar/ill/", rota.ill, name="ill"),
    path("import/", posts.import_posts, name="import"),
    path("invitation/<str:token>/", views.accept, name="accept"),
]

urlpatterns = [*SIGN_IN, path("", include((PAGES, "staff")))]
