"""A wall that catches nothing is a picture of a wall: each pattern is shown a breach and a lawful neighbour."""

import pytest

from tests.architecture import test_committed, test_doors, test_templates
from tests.architecture.house import without_comments


@pytest.mark.parametrize(
    ("pattern", "breach", "lawful"),
    [
        (
            test_templates.SCRIPT,
            "<script>go()</script>",
            '<script type="module" src="{% static \'ui/js/menu.js\' %}"></script>',
        ),
        (
            test_templates.SCRIPT,
            '<script nonce="x">go()</script>',
            '<script type="application/json" id="journal-data">{}</script>',
        ),
        (test_templates.INLINE_STYLE, '<td style="width: 3em">', '<td class="grid__cell" data-style="wide">'),
        (test_templates.INLINE_STYLE, "<style>td { color: red }</style>", '<link rel="stylesheet" href="x.css">'),
        (test_templates.HANDLER, '<button onclick="go()">', '<button data-action="go" aria-label="on = включено">'),
        (test_templates.SCRIPT_ADDRESS, '<a href="javascript:go()">', '<a href="/help/javascript:/">'),
        (test_templates.HARDCODED_STATIC, '<img src="/static/ui/a.png">', "<img src=\"{% static 'ui/a.png' %}\">"),
        (test_templates.OTHER_HOST, '<script src="https://cdn.example/x.js">', '<a href="https://example.org/">'),
        (test_templates.UNFINISHED_IMPORT, 'import { a } from "@ui/a.js"\n', 'import { a } from "@ui/a.js";\n'),
        (test_templates.UNFINISHED_IMPORT, 'import {\n  a,\n} from "./a.js"\n', 'import {\n  a,\n} from "./a.js";\n'),
        (test_templates.UNFINISHED_IMPORT, 'export { a } from "./a.js"\n', 'export const name = "a"\n'),
        (test_doors.MANAGER, "Lesson.objects.all()", "lessons_of_day(actor, day)"),
        (test_doors.WRITE, "lesson.save()", "save_cells(actor, course)"),
        (test_doors.REWRITE, "norm.save()", "rows.update(hours=hours)"),
        (test_doors.SQL, "with connection.cursor() as cursor:", "cursor = page.cursor"),
        (test_committed.MACHINE_PATH, "/home/anna/journal", "https://example.org/home/anna"),
    ],
)
def test_pattern_catches_the_breach_and_passes_the_lawful(pattern, breach, lawful):
    assert (bool(pattern.search(breach)), bool(pattern.search(lawful))) == (True, False)


def test_comments_are_not_read():
    assert without_comments("a {# <script> #} b\n{% comment %}\n<style>{% endcomment %}c") == "a  b\n\nc"
