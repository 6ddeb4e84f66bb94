"""Made-up marks of a college with planted strictness."""

from random import Random

from zhurnal.objectivity.rules.strictness import Cell


def marks(seed, groups=6, journals=12, students=25, spread=0.3, planted=None, count=8):
    """(cells, planted by journal). ``planted``: fixed strictness by (group, place); the others are drawn with ``spread``."""
    rng, cells, truth = Random(seed), [], {}
    for group in range(groups):
        levels = [rng.gauss(3.9 + 0.3 * rng.gauss(0, 1), 0.5) for _student in range(students)]
        effects = [(planted or {}).get((group, place), spread * rng.gauss(0, 1)) for place in range(journals)]
        for place, effect in enumerate(effects):
            truth[group, place] = effect
            for student, level in enumerate(levels):
                own = level + effect + 0.25 * rng.gauss(0, 1)
                given = [own + 0.7 * rng.gauss(0, 1) for _mark in range(max(1, rng.randint(count - 3, count + 3)))]
                cells.append(cell((group, place), (group, student), given))
    return cells, truth


def cell(journal, student, given):
    """Marks on a scale without ends, in hundredths of nothing: sums are floats here."""
    return Cell(journal[0], journal, student, len(given), sum(given), sum(mark * mark for mark in given))
