"""What import-linter cannot see: keys given as strings, doors into other rooms' screens, clocks in rules."""

import ast

from django.apps import apps

from tests.architecture.house import floors, imported, module_of, name_of, python_files, refuse, tree

CLOCKS = {"now", "today", "utcnow", "localdate", "localtime", "time", "monotonic"}


def test_every_module_has_a_floor():
    rooms = {module_of(path) for path in python_files("*/**/*.py")}
    refuse(
        sorted(rooms - set(floors())),
        "A module without a floor: give it one in pyproject.toml, [[tool.importlinter.contracts]] “floors”.",
    )


def test_foreign_keys_point_down():
    floor = floors()
    breaches = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            ours, theirs = _room(model), _room(field.related_model)
            if ours in floor and theirs in floor and ours != theirs and floor[theirs] >= floor[ours]:
                breaches.append(f"{model._meta.label}.{field.name} → {field.related_model._meta.label}")
    refuse(
        breaches,
        "A foreign key points up or sideways: keep the key in the higher module, or move the model down to where both "
        "may know it.",
    )


def test_no_module_uses_the_screens_of_another():
    breaches = []
    for path in python_files("*/**/*.py"):
        for line, name in imported(path):
            parts = name.split(".")
            if parts[0] == "zhurnal" and len(parts) > 2 and parts[1] not in {module_of(path), "kernel"}:  # noqa: SIM102
                if parts[2] in {"views", "forms", "urls"}:
                    breaches.append(f"{name_of(path)}:{line}: {name}")
    refuse(
        breaches,
        "Views and forms are private to their module: call the other module's queries, actions or rules instead.",
    )


def test_rules_have_no_clock():
    breaches = []
    for path in python_files("*/rules/**/*.py", "*/rules.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                if node.func.attr == "time" and node.args:  # datetime.time(9, 0) and value.time() are no clocks
                    continue
                if node.func.attr == "time" and not (
                    isinstance(node.func.value, ast.Name) and node.func.value.id == "time"
                ):
                    continue
                breaches.append(f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}")
    refuse(
        breaches, "Rules have no clock: take “today” or “now” as an argument; the view or the action knows the time."
    )


def _room(model) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "zhurnal" else ""
