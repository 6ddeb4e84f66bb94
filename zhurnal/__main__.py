"""``python -m zhurnal <command>``: Django's command line with the settings of this house."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(["zhurnal", *sys.argv[1:]])


if __name__ == "__main__":
    main()
