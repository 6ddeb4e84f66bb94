"""Modules of a page are known with all that they import, so that they come side by side."""

from zhurnal.kernel.templatetags.modules import imported, preload_modules


def test_imported_follows_relative_and_bare_names():
    names = imported("journal/js/index.js")
    assert names[0] == "journal/js/index.js"
    assert {"journal/js/outbox.js", "journal/js/entry.js", "ui/js/toast.js", "ui/js/icons.js"} <= set(names)
    assert len(names) == len(set(names))


def test_preload_links_each_module_once():
    assert preload_modules("ui/js/toast.js").count('rel="modulepreload"') == len(imported("ui/js/toast.js"))


def test_imported_of_nothing_is_nothing():
    assert imported("journal/js/no-such-module.js") == ()
