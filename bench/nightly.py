"""What a college's night costs: forecasts of every open journal, read from the journals, corrected by what was learnt, and stored (1.11 f).

``bench/forecast/speed.py`` times the engine alone, on papers made up in memory; here is what ``at_night`` does to the database. The college of the
shape has one running term and no past: the night is timed as it is there, and once more with what its own first half teaches, as later years have it.
"""

import datetime as dt
import os
import time

from bench.forecast.college import past_of
from bench.reports import backend_of, served_by
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Membership
from zhurnal.forecast.actions.nightly import store
from zhurnal.forecast.models import Learning, StoredForecast
from zhurnal.forecast.rules.learnt import Learnt, learn_from
from zhurnal.organisation.models import College

JOURNALS, SECONDS = 12, 20.0  # promised: 1,500 students, twelve journals each
DISCIPLINES = 100  # as many as a college has: every journal of the shape has one of its own


def run(college: College, today: dt.date) -> bool:
    """Whether both nights keep the promise, reckoned for twelve journals a student."""
    students = Membership.objects.of(college.pk).filter(left=None).count()
    kept = [_night(college, today, students, "nothing learnt yet")]
    term = Term.objects.of(college.pk).filter(starts__lt=today).order_by("-starts").first()
    past = past_of(college, term, term.starts + (today - term.starts) // 2)
    known = set(sorted({lesson.discipline for lesson in past})[:DISCIPLINES])
    lessons = [lesson for lesson in past if lesson.discipline in known]
    busy = time.process_time()
    learnt = learn_from(lessons)
    print(
        f"| the fit of {len(lessons):,} past cases in {len(known)} disciplines | CPU {time.process_time() - busy:.1f} s | |"
    )
    kept.append(_night(college, today, students, f"learnt from {learnt.cases:,} cases", learnt))
    return all(kept)


def _night(college: College, today: dt.date, students: int, words: str, learnt: Learnt | None = None) -> bool:
    """By CPU, with that of PostgreSQL's process, it is ours; the clock alone tells of the machine too."""
    StoredForecast.objects.of(college.pk).delete()
    Learning.objects.of(college.pk).delete()
    if learnt is not None:
        Learning.objects.create(college=college, day=today, results=learnt.cases, coefficients=learnt.as_json())
    backend = backend_of()
    began, busy = time.perf_counter(), time.process_time() + served_by(backend)
    told = store(college, today)
    wall, cpu = time.perf_counter() - began, time.process_time() + served_by(backend) - busy
    whole = students * JOURNALS
    share = whole / max(told, 1)
    held = told > 0 and cpu * share <= SECONDS
    late = "" if wall * share <= SECONDS else f", over by the clock, load {os.getloadavg()[0]:.1f}"
    print(
        f"| a night, {words}: {told:,} forecasts of {students:,} students stored | CPU {cpu:.1f} s, wall {wall:.1f} s; for {whole:,} CPU {cpu * share:.1f} s, "
        f"wall {wall * share:.1f} s (promised {SECONDS:.0f}) | {'kept' + late if held else '**over**'} |",
        flush=True,
    )
    return held
