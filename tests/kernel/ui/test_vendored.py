"""What was brought from outside is what its manifest says."""

import hashlib
import json

from tests.architecture.house import HOUSE

FONTS = HOUSE / "kernel/static/ui/fonts"


def test_fonts_are_the_files_of_the_manifest():
    manifest = json.loads((FONTS / "manifest.json").read_text("utf-8"))
    found = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in FONTS.iterdir()
        if path.name != "manifest.json"
    }
    assert found == manifest["files"]


def test_the_usual_page_loads_little():
    assert sum((FONTS / f"golos-text-{subset}.woff2").stat().st_size for subset in ("cyrillic", "latin")) < 64_000
