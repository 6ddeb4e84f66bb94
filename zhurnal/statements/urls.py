"""Addresses of statements and debts."""

from django.urls import path

from zhurnal.statements.views import debts, office, statements

app_name = "statements"

urlpatterns = [
    path("statements/", statements.listing, name="list"),
    path("statements/new/", office.new, name="new"),
    path("statements/own/", debts.own, name="own"),
    path("statements/own/<uuid:student>/", debts.own_of, name="own-of"),
    path("statements/debts/", debts.debts, name="debts"),
    path("statements/debts/file/", debts.file, name="debts-file"),
    path("statements/debts/retake/", debts.retake, name="retake"),
    path("statements/debts/<uuid:debt>/", debts.debt, name="debt"),
    path("statements/debts/<uuid:debt>/pause/", debts.pause, name="pause"),
    path("statements/admission/<uuid:group>/", statements.admission, name="admission"),
    path("statements/admission/<uuid:group>/anew/", office.admit_group, name="admission-anew"),
    path("statements/<uuid:statement>/", statements.statement, name="statement"),
    path("statements/<uuid:statement>/print/", statements.paper, name="print"),
    path("statements/<uuid:statement>/file/", statements.file, name="file"),
    path("statements/<uuid:statement>/fill/", statements.fill, name="fill"),
    path("statements/<uuid:statement>/open/", office.open_, name="open"),
    path("statements/<uuid:statement>/admission/", office.admit_anew, name="anew"),
    path("statements/<uuid:statement>/staff/", office.staff, name="staff"),
    path("statements/<uuid:statement>/cancel/", office.cancel, name="cancel"),
    path("statements/<uuid:statement>/reopen/", office.reopen, name="reopen"),
    path("statements/<uuid:statement>/agree/", office.agree, name="agree"),
    path("statements/lines/<uuid:line>/", office.line, name="line"),
]
