"""Screens of the lists of the college."""

from django.apps import AppConfig


class DictionariesConfig(AppConfig):
    """Screens of the lists of the college."""

    name = "zhurnal.dictionaries"
    label = "dictionaries"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search where its findings open."""
        from zhurnal.dictionaries import policy
        from zhurnal.kernel.search import Way, register_way

        for shelf, action, address in (
            ("person", policy.STAFF, "staff-row"),
            ("person", policy.STUDENT, "students-row"),
            ("person", policy.FAMILY_MEMBER, "parent"),
            ("group", policy.DOORS["groups"].action, "groups-row"),
            ("room", policy.DOORS["rooms"].action, "rooms-row"),
            ("discipline", policy.DOORS["disciplines"].action, "disciplines-row"),
            ("course", policy.DOORS["load"].action, "load-row"),
        ):
            register_way(shelf, Way(action, f"dictionaries:{address}"))
