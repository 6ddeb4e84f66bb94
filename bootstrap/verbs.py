"""The verbs of ``run.py``: each is one function that takes the rest of the command line."""

import subprocess
from collections.abc import Callable

from bootstrap import environment, product, state
from bootstrap.environment import DEV, PYTHON, ROOT, RUNTIME
from bootstrap.say import Problem, line, use_utf8

HELP = """python3 run.py                запустить журнал                       start the journal
python3 run.py --help         порт, адрес, без учебного колледжа     port, address, without the demonstration college
python3 run.py install [...]  служба на Debian или Ubuntu, она же обновление    a service on Debian or Ubuntu, and its update
python3 run.py test [...]     все проверки; остаток уходит в pytest  every check; the rest of the line goes to pytest
python3 run.py test night     всё без выборки и сбои нарочно         everything unsampled, and faults on purpose (hours)
python3 run.py test release   то же, сбоев по десять тысяч           the same with ten thousand of each fault (days)
python3 run.py faults [...]   сбои нарочно: убить, обесточить        faults on purpose: kill, cut the power
python3 run.py demo [...]     учебный колледж (--sign-ins: входы)    the demonstration college (--sign-ins: who may enter)
python3 run.py bench [...]    замеры скорости                        measure the speed
python3 run.py fmt            привести код к единому виду            format the code
python3 run.py shots [...]    снимки экранов                         screenshots
python3 run.py manage [...]   любая команда Django                   any command of Django"""


def main(arguments: list[str]) -> int:
    """Exit code of the verb; every foreseen problem ends in its sentence, never in a traceback."""
    use_utf8()
    verb, rest = (
        (arguments[0], arguments[1:]) if arguments and not arguments[0].startswith("-") else ("serve", arguments)
    )
    try:
        if verb not in VERBS:
            line(f"Не знаю слова «{verb}» / unknown verb.\n{HELP}")
            return 2
        return VERBS[verb](rest)
    except Problem as problem:
        line(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        return 130


def _help(_arguments: list[str]) -> int:
    line(HELP)
    return 0


def _install(arguments: list[str]) -> int:
    from bootstrap import install

    return install.install(arguments)


def _test(arguments: list[str]) -> int:
    _part("tests", "conftest.py")
    from bootstrap import checks  # a packed copy has no tests, and still starts

    return checks.run(arguments)


def _manage(arguments: list[str]) -> int:
    environment.ensure(RUNTIME)
    state.ensure()
    return _run("-m", "zhurnal", *arguments)


def _demo(arguments: list[str]) -> int:
    return _manage(["demo", *arguments])


def _bench(arguments: list[str]) -> int:
    _part("bench")
    environment.ensure(DEV)
    return _run("-m", "bench", *arguments)


def _faults(arguments: list[str]) -> int:
    _part("faults")
    environment.ensure(DEV)
    return _run("-m", "faults", *arguments)


def _shots(arguments: list[str]) -> int:
    from bootstrap import machine

    _part("shots")
    environment.ensure(DEV)
    return _run("-m", "shots", *arguments, ZHURNAL_CHROMIUM=machine.chromium())


def _fmt(_arguments: list[str]) -> int:
    environment.ensure(DEV)
    return _run("-m", "ruff", "check", "--fix-only", ".") | _run("-m", "ruff", "format", ".")


def _part(name: str, file: str = "__main__.py") -> None:
    if not (ROOT / name / file).is_file():
        raise Problem(
            f"В этой копии нет части «{name}» (папка {name}/).",
            f"This copy has no part “{name}” (folder {name}/).",
            "git pull",
        )


def _run(*arguments: str, **variables: str) -> int:
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment.variables(**variables), check=False).returncode


VERBS: dict[str, Callable[[list[str]], int]] = {
    "serve": product.serve,
    "install": _install,
    "test": _test,
    "bench": _bench,
    "demo": _demo,
    "faults": _faults,
    "fmt": _fmt,
    "shots": _shots,
    "manage": _manage,
    "help": _help,
}
