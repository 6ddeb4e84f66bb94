"""Static files: hashed names, ES modules included (``stack.md`` § 3), and the shared styles in one file."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "ui/all.css"
_ORDER = Path(__file__).parent / "templates" / "ui" / "styles.html"


@cache
def address(name: str) -> str:
    """The address of a static file; asked once per process."""
    return static(name)


def style_names() -> list[str]:
    """The shared styles in the order of their layers, as ``ui/styles.html`` lists them."""
    return re.findall(r"static '(ui/[^']+\.css)'", _ORDER.read_text("utf-8"))


def is_bundled() -> bool:
    """Whether the shared styles were collected into one file."""
    return isinstance(staticfiles_storage, ModuleStorage) and staticfiles_storage.exists(BUNDLE)


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Names with hashes; imports inside modules are rewritten to them; shared styles become one file."""

    support_js_module_import_aggregation = True
    manifest_strict = False
    max_post_process_passes = 20  # a new hash climbs one import a pass; modules stand more than Django's five deep

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Called by ``collectstatic`` when all files lie in their place."""
        if not dry_run and all(name in paths for name in style_names()):
            whole = b"\n".join(self._content(name) for name in style_names())
            self.delete(BUNDLE)
            self.save(BUNDLE, BytesIO(whole))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)

    def _content(self, name: str) -> bytes:
        with self.open(name) as file:
            return bytes(file.read())
