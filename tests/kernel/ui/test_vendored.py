"""What was brought from outside is what its manifest says."""

import hashlib
import json

import pytest

from tests.architecture.house import HOUSE

FONTS = HOUSE / "kernel/static/ui/fonts"
PAPER_FONTS = HOUSE / "kernel/typeset/fonts"


@pytest.mark.parametrize("fonts", [FONTS, PAPER_FONTS], ids=["screen", "paper"])
def test_fonts_are_the_files_of_the_manifest(fonts):
    manifest = json.loads((fonts / "manifest.json").read_text("utf-8"))
    found = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in fonts.iterdir()
        if path.name != "manifest.json"
    }
    assert found == manifest["files"]


def test_the_usual_page_loads_little():
    assert sum((FONTS / f"golos-text-{subset}.woff2").stat().st_size for subset in ("cyrillic", "latin")) < 64_000
