"""Names of a file against names of the college: what is sure is taken, what was answered before is remembered, the rest is asked."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from zhurnal.exchange.imports.plan.book import Book
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.models import NameMapping
from zhurnal.exchange.rules.answers import KEY_LONGEST, KINDS, Answer
from zhurnal.exchange.rules.likeness import Question, nearest
from zhurnal.exchange.rules.names import fold

MODELS = {"group": "group", "teacher": "person", "discipline": "discipline", "room": "room", "course": "course"}


@dataclass(frozen=True, slots=True)
class Decision:
    """``row``: the id that is meant; ``new``: to be made; neither: not now."""

    row: str = ""
    new: bool = False


class Matching:
    """Decides name by name. ``must``: a name that is like none of ours is asked about too (a day sheet brings nobody in).

    ``planned``: the term has journals, so a discipline that is like none of ours is asked about by a week's sheet as well.
    """

    def __init__(self, book: Book, source: str, *, must: bool, planned: bool = False) -> None:
        self.book, self.source, self.must, self.planned = book, source, must, planned
        rows = NameMapping.objects.of(book.frame.college_id).filter(source=source)
        self.said = {(row.kind, row.key): row for row in rows}
        self.alive = {kind: self._alive(kind) for kind in {row.kind for row in self.said.values() if row.target}}
        self.left: set[tuple[str, str]] = set()
        self.asked: set[tuple[str, str]] = set()

    def _alive(self, kind: str) -> set[str]:
        targets = [row.target for row in self.said.values() if row.kind == kind and row.target]
        model = ENTITIES[MODELS[kind]].model
        found = model.objects.of(self.book.frame.college_id).filter(pk__in=targets)  # type: ignore[attr-defined]
        return {pk.hex for pk in found.values_list("pk", flat=True)}

    def decide(
        self,
        kind: str,
        name: str,
        sure: str,
        known: Iterable[tuple[str, str]],
        line: int,
        *,
        chosen: bool = False,
        among: Container[str] | None = None,
    ) -> Decision:
        """``sure``: the id that the name surely means, or ""; ``known``: (id, title) to look among, or already ``chosen``.

        ``among``: an answer that is remembered counts only when it is one of these (a closed discipline is no more).
        """
        key = mapping_key(name)
        said = self.said.get((kind, key))
        if said is not None:
            if said.answer == Answer.SKIP:
                self.left.add((kind, key))
                return Decision()
            if said.answer == Answer.NEW and not sure:
                return Decision(new=True)
            alive = self.alive.get(kind, ()) if among is None else among
            if said.answer == Answer.SAME and said.target and said.target.hex in alive:
                return Decision(said.target.hex)
        if sure:
            return Decision(sure)
        if self.source == "asc":
            return Decision(new=True)
        near: Sequence[tuple[str, str]] = list(known) if chosen else nearest(name, known)
        if not near and not self.must and not (self.planned and kind == "discipline"):
            return Decision(new=True)
        if (kind, key) not in self.asked:
            self.asked.add((kind, key))
            self.book.questions.append(Question(kind, key, name, line, tuple(near)))
        return Decision()

    def why(self, missing: Iterable[tuple[str, str]]) -> str:
        """Why a lesson with these names is not placed."""
        names = list(missing)
        left = [name for kind, name in names if (kind, mapping_key(name)) in self.left]
        if left:
            return f"Так решено: «{left[0]}» не загружать."
        kind, name = names[0]
        return f"Ждёт ответа, что значит «{name}» ({KINDS[kind][0]})."


def mapping_key(name: str) -> str:
    """Equal for one name, however it is spaced."""
    return fold(name)[:KEY_LONGEST]
