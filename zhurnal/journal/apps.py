"""What was written about lessons."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What was written about lessons."""

    name = "zhurnal.journal"
    label = "journal"

    def ready(self) -> None:
        """Declare the policy's actions; answer and hear the timetable and the curriculum; tell what opens where."""
        from zhurnal.curriculum.holders import register_holder
        from zhurnal.journal import policy
        from zhurnal.journal.actions.changed_lessons import tell_diaries, tell_diaries_of_groups
        from zhurnal.journal.queries.burdens import burdens_of, traces_of
        from zhurnal.journal.queries.recorded_topics import recorded_topics
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.timetable import burdens
        from zhurnal.timetable.signals import lessons_changed, timetable_rewritten

        burdens.register(burdens_of)
        burdens.register_traces(traces_of)
        register_holder(recorded_topics)
        lessons_changed.connect(tell_diaries, dispatch_uid="diaries")
        timetable_rewritten.connect(tell_diaries_of_groups, dispatch_uid="diaries")
        register_way("course", Way("journal.page.read", "journal:page"))
        register_way("lesson", Way("journal.lesson.view", "journal:lesson"))
        register_way("person", Way("journal.diary.read", "journal:diary"))
        register_way("person", Way(policy.OWN_STUDENT, "journal:own-student"))
        register_way("group", Way(policy.OWN_GROUP, "journal:own-group"))
