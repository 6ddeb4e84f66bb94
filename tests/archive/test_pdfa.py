"""The journals in a package are PDF/A-2b as far as their structure tells (A12.6); what is asked would find a file that is none."""

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.archive.pdfa import faults
from tests.archive.test_verifier import package  # noqa: F401  (a fixture)


@pytest.fixture
def papers(package):  # noqa: F811
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith(".pdf")}


def test_both_journals_of_a_package_hold_what_pdfa_asks(papers):
    assert set(papers) == {"print/theory.pdf", "print/module.pdf"}
    assert {name: faults(body) for name, body in papers.items()} == {name: [] for name in papers}


def _script():
    names = {"/Type": "/Action", "/S": "/JavaScript"}
    action = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    action[NameObject("/JS")] = TextStringObject("app.alert('')")
    return action


def _without_fonts(writer):
    for one in writer._objects:
        if isinstance(one, DictionaryObject) and one.get("/Type") == "/FontDescriptor":
            for name in ("/FontFile2", "/FontFile3"):
                one.pop(name, None)


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (lambda writer: writer._root_object.pop("/OutputIntents"), "6.2.3"),
        (lambda writer: writer._root_object.pop("/Metadata"), "6.6.2"),
        (lambda writer: writer._root_object.update({NameObject("/OpenAction"): _script()}), "6.5.1"),
        (_without_fonts, "6.2.11.4"),
        (lambda writer: writer._root_object.update({NameObject("/AA"): DictionaryObject()}), "6.5.2"),
    ],
)
def test_a_spoiled_one_is_named(papers, spoil, clause):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(papers["print/theory.pdf"])))
    spoil(writer)
    out = io.BytesIO()
    writer.write(out)
    assert any(one.startswith(clause) for one in faults(out.getvalue()))
