from django.urls import path

from senim.documents.views import blanks, forms, papers

app_name = "documents"
urlpatterns = [
    path("", papers.papers, name="papers"),
    path("new/<slug:kind>/", papers.new, name="new"),
    path("<int:document_id>/", papers.paper, name="paper"),
    path("<int:document_id>/change/", papers.change, name="change"),
    path("<int:document_id>/renew/", papers.renew, name="renew"),
    path("<int:document_id>/sign/", papers.sign, name="sign"),
    path("<int:document_id>/withdraw/", papers.withdraw, name="withdraw"),
    path("<int:document_id>/sheet/", papers.sheet, name="sheet"),
    path("<int:document_id>.<slug:form>", papers.file, name="file"),
    path("forms/", forms.forms, name="forms"),
    path("forms/<slug:kind>/", forms.form, name="form"),
    path("check/", blanks.check, name="check"),
    path("blanks/", blanks.blanks, name="blanks"),
    path("blanks/<slug:code>/", blanks.blank, name="blank"),
    path("blanks/<slug:code>.<slug:spoken>.<slug:form>", blanks.file, name="blank_file"),
]
