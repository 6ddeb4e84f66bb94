"""An expected "no", as a value: a code for programs, a sentence for people. Pure: rules may use it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not done now.

    ``text`` is the Russian sentence (the translation key) with ``%(name)s`` places, ``params`` fills them.
    ``ask`` says that a person may ask for permission; ``needs`` names what is missing (``"reason"``).
    """

    code: str
    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    ask: bool = False
    needs: str = ""

    def __str__(self) -> str:
        return self.text % self.params if self.params else self.text
