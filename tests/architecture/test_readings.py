"""Rows of a personal action that are read without a door tell whom they show (2.1)."""

import ast
from importlib import import_module

from tests.architecture.house import ROOT, python_files
from zhurnal.kernel import policy, readings

# What is read there shows nobody's data: names of groups, of journals, of one's own children; numbers; keys for another question.
SHOWS_NOBODY = {
    "archive/queries/exports.py": "groups to choose, figures",
    "archive/queries/packages.py": "groups and their packages to choose",
    "archive/queries/search.py": "journals by their names",
    "assessment/queries/accumulation.py": "numbers of each group",
    "assessment/queries/groups.py": "groups with numbers",
    "checks/actions/deciding.py": "whether the finding is in reach",
    "checks/queries/finding.py": "behind the door of the finding",
    "credentials/actions/staff.py": "behind the page that told",
    "exchange/queries/runs.py": "imports by day and kind",
    "forecast/queries/pages.py": "groups to choose",
    "inspection/actions/rounds.py": "whether the journal is in reach",
    "inspection/queries/checked.py": "tells in lines.py",
    "inspection/queries/counts.py": "numbers of each teacher's remarks",
    "inspection/queries/pages.py": "names of groups and journals; remarks tell in lines.py",
    "inspection/queries/remark.py": "tells in lines.py",
    "inspection/queries/reopened.py": "journals by their names",
    "inspection/queries/rounds.py": "tells in lines.py",
    "inspection/scope.py": "journals by their names",
    "journal/queries/diary/family.py": "one's own children to choose",
    "journal/queries/journals.py": "journals by their names",
    "journal/queries/known_lessons.py": "lessons of the timetable",
    "journal/queries/page.py": "the parallel pages of the same group, by name",
    "journal/queries/timetable_subjects.py": "one's own children to choose",
    "journal/queries/today.py": "the next lesson",
    "modules/queries/admission.py": "behind the door of the admission",
    "modules/queries/journal.py": "pages by their names",
    "modules/queries/own.py": "one's own children to choose",
    "objectivity/queries/scope.py": "figures of journals",
    "people/actions/roles.py": "whether a name is known already",
    "printing/queries/choice.py": "groups and pages to choose",
    "printing/queries/document.py": "behind the door of the group",
    "printing/work.py": "groups, each of which passes its door",
    "registers/queries/own.py": "one's own children to choose",
    "reports/queries/saved.py": "files by their names",
    "results/queries/record.py": "one's own children to choose",
    "statements/queries/page.py": "statements by their numbers",
    "statements/queries/statements.py": "statements by their numbers",
    "statements/views/debts.py": "one's own children to choose",
}
PERSONAL = {one.name for one in policy.all_actions() if one.personal}


def _module(path):
    return vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))


def _read_without_door(path):
    """Personal actions whose rows a file takes by ``visible``."""
    text = path.read_text("utf-8")
    if "visible(" not in text:
        return set()
    module = _module(path)
    found = set()
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("visible", "policy.visible")
            and len(node.args) == 2
        ):
            name = node.args[1]
            if isinstance(name, ast.Constant):
                found.add(name.value)
            elif isinstance(name, ast.Name):
                found.add(module.get(name.id))
    return found & PERSONAL


def _tells(text, module):
    """Whether the text calls ``kernel.readings.tell`` itself: another «tell» (of a notice, of a task) tells of no reading."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            called = module.get(name) if isinstance(node.func, ast.Name) else None
            owner, _dot, attribute = name.rpartition(".")
            if called is readings.tell or (attribute == "tell" and module.get(owner) is readings):
                return True
    return False


def test_another_tell_is_none():
    """The negative control."""
    own = {"tell": readings.tell, "readings": readings}
    assert _tells("def f(): tell(actor, ACTION)", own)
    assert _tells("readings.tell(actor, ACTION)", own)
    assert not _tells("tell(actor, ACTION)", {"tell": print})
    assert not _tells("def tell(): pass\n# tell(", {})


def test_who_reads_personal_rows_without_a_door_tells_whom_he_shows():
    silent = {}
    for path in python_files():
        place = path.relative_to(ROOT / "zhurnal").as_posix()
        if (
            not place.startswith("kernel/")
            and (found := _read_without_door(path))
            and not _tells(path.read_text("utf-8"), _module(path))
        ):
            silent[place] = found
    new = {place: found for place, found in silent.items() if place not in SHOWS_NOBODY}
    assert new == {}, (
        "kernel.readings.tell(actor, action, people=…) beside the query, or say in SHOWS_NOBODY why it shows nobody."
    )
    assert set(SHOWS_NOBODY) - set(silent) == set(), "SHOWS_NOBODY names what is no more so."
