"""All addresses: each module brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("zhurnal.journal.urls")),  # first: what open pages ask for every few seconds
    path("", include("zhurnal.people.urls")),
    path("", include("zhurnal.portal.urls")),
    path("", include("zhurnal.jobs.urls")),
    path("", include("zhurnal.privacy.urls")),
    path("", include("zhurnal.curriculum.urls")),
    path("", include("zhurnal.timetable.urls")),
    path("", include("zhurnal.modules.urls")),
    path("", include("zhurnal.oversight.urls")),
    path("", include("zhurnal.inspection.urls")),
    path("", include("zhurnal.objectivity.urls")),
    path("", include("zhurnal.tasks.urls")),
    path("", include("zhurnal.forecast.urls")),
    path("", include("zhurnal.incidents.urls")),
    path("", include("zhurnal.checks.urls")),
    path("", include("zhurnal.opening.urls")),
    path("", include("zhurnal.assessment.urls")),
    path("", include("zhurnal.results.urls")),
    path("", include("zhurnal.printing.urls")),
    path("", include("zhurnal.movement.urls")),
    path("", include("zhurnal.statements.urls")),
    path("", include("zhurnal.registers.urls")),
    path("", include("zhurnal.credentials.urls")),
    path("", include("zhurnal.exchange.urls")),
    path("", include("zhurnal.archive.urls")),
    path("", include("zhurnal.dictionaries.urls")),
    path("", include("zhurnal.bylaws.urls")),
    path("", include("zhurnal.operations.urls")),
    path("", include("zhurnal.reports.urls")),
    path("", include("zhurnal.indicators.urls")),
    path("", include("zhurnal.notifications.urls")),
]

handler400 = "zhurnal.kernel.answers.bad_request"
handler403 = "zhurnal.kernel.answers.forbidden"
handler404 = "zhurnal.kernel.answers.not_found"
handler500 = "zhurnal.kernel.answers.failure"
