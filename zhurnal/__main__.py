"""``python -m zhurnal <command>``: Django's command line with the settings of this house."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    first = [
        one if one.startswith("-") else one.replace("-", "_") for one in sys.argv[1:2]
    ]  # «verify-archive» is a module
    execute_from_command_line(["zhurnal", *first, *sys.argv[2:]])


if __name__ == "__main__":
    main()
