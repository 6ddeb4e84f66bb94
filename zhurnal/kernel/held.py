"""All declarations of the rooms with the models they are about, and what stands between the two."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model

from zhurnal.kernel.holdings import IMPLIED, Table


@dataclass(frozen=True, slots=True)
class Held:
    """A declaration with the model it is about."""

    model: type[Model]
    table: Table

    @property
    def label(self) -> str:
        """``people.Person``."""
        return self.model._meta.label

    @property
    def room(self) -> str:
        """``people``."""
        return self.model._meta.app_label


def holdings() -> tuple[Held, ...]:
    """All declarations of the house, room by room from the ground up. A name without a model is a mistake (``LookupError``)."""
    return tuple(_declared())


def _declared() -> Iterator[Held]:
    for config in apps.get_app_configs():
        place = f"{config.name}.ledger"
        if not config.name.startswith("zhurnal.") or find_spec(place) is None:
            continue
        for table in import_module(place).TABLES:
            label = table.name if "." in table.name else f"{config.label}.{table.name}"
            yield Held(apps.get_model(label), table)


def undeclared(model: type[Model], table: Table | None) -> list[str]:
    """What stands between a model and its declaration: columns of one that the other does not know, and columns named twice."""
    label = model._meta.label
    if table is None:
        return [f"{label}: no declaration"]
    real = {field.name for field in model._meta.local_fields} - set(IMPLIED)
    said = [column.name for column in table.columns]
    faults = [f"{label}.{name}: not declared" for name in sorted(real - set(said))]
    faults += [f"{label}.{name}: declared, but no column" for name in sorted(set(said) - real)]
    return faults + [f"{label}.{name}: declared twice" for name in sorted(set(said)) if said.count(name) > 1]
