"""The tests that docs/security.md names are there: a proof that was renamed or taken away proves nothing."""

import re

from tests.architecture.house import ROOT

NAMED = re.compile(r"`([\w./-]+\.(?:py|js))?(?:::(\w+))?`")
OURS = ("zhurnal/", "scanners/", "bench/")  # no tests


def missing(text):
    """(row, name) of what is not there. ``::name`` alone is of the file named before it in the same row."""
    found = []
    for line in text.splitlines():
        file, row = None, line[:30]
        for path, name in NAMED.findall(line):
            if path and not path.startswith(OURS):
                file = ROOT / "tests" / path
                if not file.is_file():
                    found.append((row, path))
            if name and not (
                file and file.is_file() and re.search(rf"^def {name}\(", file.read_text("utf-8"), re.MULTILINE)
            ):
                found.append((row, name))
    return found


def test_every_proof_named_in_the_checklist_is_there():
    assert missing((ROOT / "docs" / "security.md").read_text("utf-8")) == []


def test_a_name_that_is_not_there_is_seen():
    here = "architecture/test_named_proofs.py"
    assert missing(f"| 1 | | `{here}::test_every_proof_named_in_the_checklist_is_there` |") == []
    assert [name for _row, name in missing(f"| 1 | | `{here}::test_of_yesterday`, `x/test_gone.py` |\n| 2 | | `::{here}` `::test_b` |")] == [
        "test_of_yesterday", "x/test_gone.py", "test_b",
    ]  # fmt: skip
