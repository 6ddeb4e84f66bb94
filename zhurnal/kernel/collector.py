"""Python's search for rubbish, kept away from what stands for good.

While the program arrives nothing is rubbish, yet the search runs four hundred times over all that has come so far. And afterwards each
full search walks the whole program again, in the middle of somebody's request. So there is none meanwhile, and what stands then is left out.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def arriving() -> Iterator[None]:
    """Within it the program is loaded; what it holds at the end stays for as long as the process."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was:
            gc.enable()
