"""No uploaded file goes past the antivirus: fields of files are those of ``kernel.uploads``, and pages take files through forms only."""

import ast
import re

from tests.architecture.house import HOUSE, name_of, python_files

OWN = HOUSE / "kernel" / "uploads.py"
FIELDS = {"FileField", "ImageField"}
FIELD = re.compile(r"\bforms\.(FileField|ImageField)\b(?!\.clean\()")
THROUGH_A_FORM = re.compile(
    r"Form\([^)]*request\.FILES|bool\(request\.FILES\)|in request\.FILES|^\s+request\.POST if posted else None, request\.FILES"
)


def breaches(text: str) -> list[str]:
    """Lines that make a field of files of Django's own, or take files past a form; fields that look through nothing."""
    lines = [line for line in text.splitlines() if FIELD.search(line)]
    lines += [line for line in text.splitlines() if "request.FILES" in line and not THROUGH_A_FORM.search(line)]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and {"OneFile", "ManyFiles"} & {
            getattr(base, "id", "") for base in node.bases
        }:
            lines += [node.name for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "clean"]
    return lines


def test_every_field_of_files_is_one_that_is_looked_through():
    found = {
        name_of(path): wrong for path in python_files() if path != OWN and (wrong := breaches(path.read_text("utf-8")))
    }
    assert found == {}, "A file that nobody looked through: take it by a field of kernel.uploads"
    fields = [path for path in python_files() if re.search(r"\b(OneFile|ManyFiles)\b", path.read_text("utf-8"))]
    assert len(fields) == 6  # this one, and those of exchange, journal, opening, privacy, tasks


def test_a_way_past_it_is_seen():
    assert breaches("a = forms.FileField(required=False)")
    assert breaches("class Own(forms.ImageField):\n    pass")
    assert breaches("data = request.FILES['a'].read()")
    assert breaches("class Own(ManyFiles):\n    def clean(self, data):\n        return data")
    assert not breaches("form = ListForm(request.POST, request.FILES, years=years)")
