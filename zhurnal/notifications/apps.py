"""Notices."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices."""

    name = "zhurnal.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Declare the policy's actions, and listen to the floors below."""
        from zhurnal.assessment.signals import reopening_answered, results_published
        from zhurnal.incidents.signals import safety_told
        from zhurnal.inspection.signals import remarks_told
        from zhurnal.journal.signals import entries_corrected
        from zhurnal.movement.signals import order_changed
        from zhurnal.notifications import policy, receivers  # noqa: F401  (importing registers)
        from zhurnal.notifications.actions.adults import warn_at_night
        from zhurnal.notifications.actions.evening import remind_at_night
        from zhurnal.notifications.actions.letters import by_mail, letters_at_night
        from zhurnal.notifications.actions.personal import personal_at_night
        from zhurnal.notifications.channels import register_channel
        from zhurnal.organisation.nights import register_night
        from zhurnal.oversight.signals import request_decided
        from zhurnal.people.signals import login_told
        from zhurnal.privacy.signals import limit_exceeded
        from zhurnal.registers.signals import leaders_reminded, proposal_answered, proposal_made
        from zhurnal.tasks.signals import tasks_told
        from zhurnal.timetable.signals import absence_answered, lessons_changed, timetable_rewritten

        lessons_changed.connect(receivers.hear_lessons, dispatch_uid="notices")
        timetable_rewritten.connect(receivers.hear_timetable, dispatch_uid="notices")
        absence_answered.connect(receivers.hear_absence, dispatch_uid="notices")
        request_decided.connect(receivers.hear_opening, dispatch_uid="notices")
        reopening_answered.connect(receivers.hear_reopening, dispatch_uid="notices")
        entries_corrected.connect(receivers.hear_corrections, dispatch_uid="notices")
        proposal_made.connect(receivers.hear_wish, dispatch_uid="notices")
        proposal_answered.connect(receivers.hear_wish_answered, dispatch_uid="notices")
        leaders_reminded.connect(receivers.hear_reminder, dispatch_uid="notices")
        remarks_told.connect(receivers.hear_remarks, dispatch_uid="notices")
        order_changed.connect(receivers.hear_order, dispatch_uid="notices")
        results_published.connect(receivers.hear_results, dispatch_uid="notices")
        tasks_told.connect(receivers.hear_tasks, dispatch_uid="notices")
        safety_told.connect(receivers.hear_safety, dispatch_uid="notices")
        limit_exceeded.connect(receivers.hear_reading, dispatch_uid="notices")
        login_told.connect(receivers.hear_login, dispatch_uid="notices")
        register_channel("mail", by_mail)
        register_night(remind_at_night)
        register_night(letters_at_night)
        register_night(warn_at_night)
        register_night(personal_at_night)
