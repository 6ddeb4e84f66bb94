"""Static files are collected as the product does at its start: every name is found, modules and shared styles get hashes."""

import json

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings


def test_all_static_files_are_collected(tmp_path):
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "zhurnal.kernel.static_files.ModuleStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((tmp_path / "staticfiles.json").read_text("utf-8"))["paths"]
    for name in ("ui/all.css", "journal/js/index.js", "portal/js/queue.js"):
        assert paths[name] != name
        assert (tmp_path / paths[name]).is_file()
    # A module's own neighbours are asked for by their hashed names.
    assert paths["journal/js/outbox.js"].rpartition("/")[2] in (tmp_path / paths["journal/js/sender.js"]).read_text(
        "utf-8"
    )
