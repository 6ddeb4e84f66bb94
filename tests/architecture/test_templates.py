"""The pages stay within the strict Content-Security-Policy: nothing runs that is not in a file or under the nonce."""

import re

from tests.architecture.house import HOUSE, matches, refuse, templates, without_comments

INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype\s*=\s*[\"']application/json[\"'])[^>]*>", re.IGNORECASE)
HARDCODED_STATIC = re.compile(r"(?:href|src)\s*=\s*[\"']/static/", re.IGNORECASE)
OTHER_HOST = re.compile(
    r"(?:<script|<link|<img|<iframe|<use)\b[^>]*(?:href|src)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE
)
UNFINISHED_IMPORT = re.compile(
    r"^[ \t]*(?:import\b[^;(]*|export\b[^;{]*\{[^}]*\}\s*from\s*)[\"'][^\"'\n]+[\"'][ \t]*$", re.MULTILINE
)


def _all(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in templates():
        if path.suffix in {".html", ".svg"}:
            found += matches(path, pattern, without_comments(path.read_text("utf-8")))
    return found


def test_templates_hold_no_inline_script():
    refuse(
        _all(SCRIPT),
        "Inline script: put the code into an ES module under static/, pass data with {{ value|json_script:'id' }}, "
        "print the import map with {% import_map %}.",
    )


def test_templates_hold_no_inline_style():
    refuse(
        _all(INLINE_STYLE), "Inline style: give the element a class and write the rule into the component's CSS file."
    )


def test_templates_hold_no_event_attributes():
    refuse(_all(HANDLER), "An on…= attribute: hang the behaviour on data-… and add the listener in an ES module.")


def test_templates_hold_no_javascript_addresses():
    refuse(_all(SCRIPT_ADDRESS), "A javascript: address: use a <button> with data-… and an ES module.")


def test_templates_name_static_files_by_tag():
    refuse(_all(HARDCODED_STATIC), "A bare /static/ path misses the hashed name: write {% static 'module/file' %}.")


def test_templates_load_nothing_from_other_hosts():
    refuse(_all(OTHER_HOST), "A file from another host: put it under static/ with its licence.")


def test_module_imports_end_with_a_semicolon():
    files = sorted(HOUSE.glob("*/static/**/*.js"))
    refuse(
        [breach for path in files for breach in matches(path, UNFINISHED_IMPORT)],
        "An import without “;”: the hashed names are not written into it. End the line with a semicolon.",
    )
