# -*- coding: utf-8 -*-
"""One door to the product: ``python3 run.py`` starts it, ``python3 run.py help`` lists the other verbs.

Only the standard library is used here and in ``bootstrap/``. This file alone must be readable for very old Pythons,
so that they can say what is wrong with them.
"""

from __future__ import print_function

import sys

OLDEST = (3, 11)


def tell(text):
    """A line; where the terminal has no Russian letters (the C locale of Python 3.6), with ? in their places."""
    try:
        print(text)
    except UnicodeError:
        print(text.encode("ascii", "replace").decode("ascii"))


def main():
    """Refuse an old Python in words, then hand over to ``bootstrap``."""
    if sys.version_info < OLDEST:
        here = "%d.%d" % sys.version_info[:2]
        tell("Нужен Python 3.11 или новее, а это Python %s." % here)
        tell("Python 3.11 or newer is needed, this is Python %s." % here)
        tell("  Debian, Ubuntu:  sudo apt install python3.11 && python3.11 run.py")
        tell("  Windows:         winget install Python.Python.3.13 && py -3.13 run.py")
        return 1
    sys.dont_write_bytecode = True
    from bootstrap.verbs import main as verbs

    return verbs(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
