"""``zhurnal check``: Django's own examination, then ours of the deployment, in sentences. With Django's words (``--deploy``, ``--tag``) only his."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import check as django_check
from django.db import DatabaseError

from zhurnal.operations.integrity import LIST_LOST, drift, words_of
from zhurnal.operations.queries.setup import setup
from zhurnal.operations.queries.state import facts_of, restoring
from zhurnal.operations.rules.deployment import examined
from zhurnal.operations.rules.findings import Tone, findings, unfinished, worst
from zhurnal.organisation.queries import colleges

SIGNS = {Tone.OK: "  хорошо  ", Tone.WARN: "  внимание", Tone.BAD: "  ПЛОХО   "}


class Command(django_check.Command):
    """Is the installation fit for people?"""

    help = "Проверить развёртывание: настройки, права, копии, база. Код ответа 1, если есть «ПЛОХО»."

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Exit with an error when anything is bad."""
        super().handle(*app_labels, **options)
        if app_labels or options["deploy"] or options["tags"] or options["list_tags"] or options["databases"]:
            return
        try:
            changed = drift(Path(settings.BASE_DIR))  # as it is now, not as the night saw it
            facts = facts_of([one.pk for one in colleges()])
            if changed is not None:
                facts = replace(facts, drift=words_of(changed) if changed else "")
            elif facts.drift is not None:  # once there was a list
                facts = replace(facts, drift=LIST_LOST)
            found = [*examined(setup()), *findings(facts)]
        except DatabaseError as trouble:
            told = [f"{one.what} {one.said}. {one.todo}." for one in unfinished(restoring())]
            words = f"База не отвечает так, как нужно: {type(trouble).__name__}. Проверьте ZHURNAL_DATABASE и выполните: zhurnal migrate."
            message = " ".join([*told, words])
            raise CommandError(message) from trouble
        for one in found:
            self.stdout.write(f"{SIGNS[one.tone]}  {one.what}: {one.said}" + (f". {one.todo}" if one.todo else ""))
        if worst(found) is Tone.BAD:
            message = f"Плохо: {sum(one.tone is Tone.BAD for one in found)}"
            raise CommandError(message)
