"""``python -m zhurnal <command>``: Django's command line with the settings of this house."""

import os
import sys

try:
    from django.core.management import execute_from_command_line
except ModuleNotFoundError as missing:
    if missing.name != "django":
        raise
    sys.exit(  # another Python than the journal's: the door that finds its own is named, not a traceback
        "Здесь нет окружения журнала. Та же команда его найдёт или построит:\n"
        "This Python has no environment of the journal. The same command finds or builds it:\n"
        f"  python3 run.py manage {' '.join(sys.argv[1:])}".rstrip()
    )


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    first = [
        one if one.startswith("-") else one.replace("-", "_") for one in sys.argv[1:2]
    ]  # «verify-archive» is a module
    execute_from_command_line(["zhurnal", *first, *sys.argv[2:]])


if __name__ == "__main__":
    main()
