"""Orders of a file are carried out like those written by hand, all or none, and undone like them."""

from collections.abc import Sequence

from zhurnal.exchange.imports.plan.order_cells import draft_of
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.exchange.rules.stages import Stage, Tell
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.actions.orders import carry_out
from zhurnal.movement.actions.undo import undo_batch
from zhurnal.people.actor import PersonActor


def write_orders(actor: PersonActor, run: ImportRun, changes: Sequence[Change], tell: Tell) -> list[Change]:
    """Carry out what the preview shows, in the order of the rows; a refusal names its row and takes everything back."""
    for done, change in enumerate(changes):
        tell(Stage.WRITE, done, len(changes))
        if change.what is What.CREATE:
            values = change.after["draft"]
            try:
                carry_out(actor, draft_of(values, run.pk), values["seal"])
            except Refused as refused:
                words = {"line": change.line, "title": change.title, "reason": str(refused.refusal)}
                text = "Строка %(line)s, %(title)s. %(reason)s Ничего не записано."
                raise Refused(Refusal("order", text, words)) from refused
    return list(changes)


def undo_orders(actor: PersonActor, run: ImportRun) -> None:
    """Undo all orders of the file that are still in force, or none of them."""
    try:
        undo_batch(actor, run.pk)
    except Refused as refused:
        words = {"reason": str(refused.refusal)}
        raise Refused(Refusal("rests", "Отменить нельзя. %(reason)s Ничего не изменено.", words)) from refused
