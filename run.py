# -*- coding: utf-8 -*-
"""One door to the product: ``python3 run.py`` starts it, ``python3 run.py help`` lists the other verbs.

Only the standard library is used here and in ``bootstrap/``. This file alone must be readable for very old Pythons,
so that they can say what is wrong with them.
"""

from __future__ import print_function

import sys

OLDEST = (3, 11)


def main():
    """Refuse an old Python in words, then hand over to ``bootstrap``."""
    if sys.version_info < OLDEST:
        here = "%d.%d" % sys.version_info[:2]
        print("Нужен Python 3.11 или новее, а это Python %s." % here)
        print("Python 3.11 or newer is needed, this is Python %s." % here)
        print("  Debian, Ubuntu:  sudo apt install python3.11      Windows:  winget install Python.Python.3.13")
        return 1
    sys.dont_write_bytecode = True
    from bootstrap.verbs import main as verbs

    return verbs(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
