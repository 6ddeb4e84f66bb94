"""Forms of attestation that a plan names for a row in one semester: «ДЗ», «Э, КП», «ДЗ, КР» (A4.1). Pure.

One form decides the discipline, a course project or work may be defended beside it: two forms at most.
"""

from collections.abc import Iterable

from zhurnal.curriculum.rules.kinds import joint_form

PROJECT, WORK = "КП", "КР"
PROJECTS = (PROJECT, WORK)
ORDER = ("Э", "ДЗ", "З", "К")  # of several the one that goes into the record book


def named(said: str) -> tuple[str, ...]:
    """«Э, КП» as («Э», «КП»)."""
    return tuple(said.replace(",", " ").split())


def main_of(said: str) -> str:
    """The form that decides the discipline, "" where none is named."""
    return next((form for form in named(said) if form not in PROJECTS), "")


def project_of(said: str, hours: int = 0) -> str:
    """«КП», «КР» or "". Hours of a project are defended, whatever form the plan names beside them (A4.2)."""
    return next((form for form in PROJECTS if form in named(said)), PROJECT if hours else "")


def asked(said: str, hours: int = 0) -> tuple[str, ...]:
    """What is held in the semester; ``hours`` of a course project."""
    return tuple(form for form in (main_of(said), project_of(said, hours)) if form)


def joined(*forms: str) -> str:
    """As a plan keeps it: «ДЗ, КР»."""
    return ", ".join(filter(None, forms))


def stated(forms: Iterable[str]) -> str:
    """Of all the letters that a file has for a semester those that are kept: other forms of control (Др) are none."""
    known = set(forms)
    main, project = (next((form for form in order if form in known), "") for order in (ORDER, PROJECTS))
    return joined(main, project)


def shown(said: str, hours: int = 0, *, joint: bool = False) -> str:
    """In the table of a plan: «КЭ» for an exam that several rows share, «Э, КП» also where only hours tell of the project."""
    main = main_of(said)
    return joined(joint_form(main) if joint else main, project_of(said, hours))
