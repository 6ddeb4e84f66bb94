"""The process in which files are read: ``python -m zhurnal.exchange.imports.readers.child``.

The request comes as JSON on the standard input, the answer goes as JSON to the standard output. No Django, no network, no
writing: limits are set before the first byte of a file is looked at.
"""

import gc
import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

from zhurnal.exchange.imports.readers.codec import dumps
from zhurnal.exchange.imports.readers.kinds import Kind, reader_of
from zhurnal.exchange.imports.readers.limits import MEGABYTE, Limits
from zhurnal.exchange.imports.readers.sources import Source

OUT_OF_MEMORY, BROKEN, BAD_REQUEST = 81, 82, 83  # exit codes that the parent understands
OPEN_FILES = 64
MARGIN, BLINK = 48 * MEGABYTE, 0.02


def restrain(limits: Limits) -> None:
    """Memory, processor time, no core dumps, no file may grow. Windows has none of these; there the clock alone holds."""
    try:
        import resource
    except ImportError:
        return
    ceilings = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_AS, limits.memory),
    )
    for what, ceiling in ceilings:
        try:
            hard = resource.getrlimit(what)[1]
            ceiling = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)  # noqa: PLW2901  the same ceiling, as the system lets us have it
            resource.setrlimit(what, (ceiling, ceiling))
        except (OSError, ValueError):
            continue  # some systems do not know some of them; the parent's clock stays


def watch(limits: Limits) -> None:
    """Leaves shortly before memory ends: an interpreter without a single free byte may turn in circles instead of failing."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return
    page = os.sysconf("SC_PAGE_SIZE")

    def look() -> None:
        while int(statm.read_text("ascii").split()[0]) * page < limits.memory - MARGIN:
            time.sleep(BLINK)
        os._exit(OUT_OF_MEMORY)

    threading.Thread(target=look, daemon=True).start()


def main() -> int:
    """Reads the request, restrains itself, reads the files, answers."""
    try:
        request = json.loads(sys.stdin.buffer.read())
        kind, limits = Kind(request["kind"]), Limits(**request["limits"])
        sources = tuple(Source(Path(path), name) for path, name in request["sources"])
    except (ValueError, KeyError, TypeError):
        return BAD_REQUEST
    read = reader_of(kind)
    restrain(limits)
    watch(limits)
    gc.disable()  # everything is kept until the end anyway, and looking for rubbish doubles the time
    try:
        answer = dumps(read(sources, limits)).encode()
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    except Exception as trouble:  # noqa: BLE001  whatever it is, it must become a sentence for a person
        last = traceback.extract_tb(trouble.__traceback__)[-1]
        sys.stdout.write(f"{type(trouble).__name__} {Path(last.filename).name}:{last.lineno}")
        return BROKEN
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
