"""Hashed static files, ES modules included (``stack.md`` § 3)."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Names with hashes; imports inside modules are rewritten to them."""

    support_js_module_import_aggregation = True
    manifest_strict = False
