"""Search over everything within one's rights: places of the menu, then what the modules have registered."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.kernel.search import MOST, Found, look, shelves
from zhurnal.kernel.sought import Sought, read_sought
from zhurnal.people.actor import PersonActor
from zhurnal.portal.menu import places_of
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.policy import OPEN

MOST_PAGES = 5
REPORT = "Отчёты"


@dataclass(frozen=True, slots=True)
class Section:
    """Findings of one kind."""

    title: str
    found: tuple[Found, ...]

    def as_json(self) -> dict[str, object]:
        """For the dialog."""
        return {"title": self.title, "found": [asdict(one) for one in self.found]}


def answer_to(actor: PersonActor, text: str, topics: Mapping[str, str]) -> list[Section]:
    """Sections that are not empty, in their order; none for a question of less than two letters."""
    sought = read_sought(text, actor.today)
    if not sought:
        return []
    parts = [Section("Разделы", tuple(_pages(actor, sought, topics)))]
    parts += [Section(shelf.title, tuple(look(actor, shelf, sought))) for shelf in shelves()]
    parts.append(Section(REPORT, tuple(_reports(actor, sought))))
    return [part for part in parts if part.found]


def _reports(actor: PersonActor, sought: Sought) -> list[Found]:
    """Reports of the catalogue that the person may build."""
    if not policy.may(actor, OPEN):
        return []
    return [
        Found(report.title, report.shelf, reverse("reports:report", args=[report.slug]), "file")
        for report in REPORTS.values()
        if sought.fits(f"{REPORT} {report.title}") and policy.may(actor, report.action)
    ][:MOST]


def _pages(actor: PersonActor, sought: Sought, topics: Mapping[str, str]) -> list[Found]:
    places: Iterable[Found] = (Found(place.title, "", place.url, place.icon) for place in places_of(actor, ""))
    helps = (
        Found(title, "Помощь", reverse("portal:help-topic", args=[topic]), "help") for topic, title in topics.items()
    )
    return [found for found in (*places, *helps) if sought.fits(found.title)][:MOST_PAGES]
