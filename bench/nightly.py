"""What a college's night costs: forecasts of every open journal, read from the journals, corrected by what was learnt, and stored (1.11 f).

``bench/forecast/speed.py`` times the engine alone, on papers made up in memory; here is what ``at_night`` does to the database. The college of the
shape has one running term and no past: the night is timed as it is there, and once more with what its own first half teaches, as later years have it.
"""

import datetime as dt
import os
import time

from bench.forecast.college import past_of
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Membership
from zhurnal.forecast.actions.nightly import store
from zhurnal.forecast.models import Learning, StoredForecast
from zhurnal.forecast.rules.learnt import Learnt, learn_from
from zhurnal.organisation.models import College

JOURNALS, SECONDS = 12, 20.0  # promised: 1,500 students, twelve journals each


def run(college: College, today: dt.date) -> bool:
    """Whether both nights keep the promise, reckoned for twelve journals a student."""
    students = Membership.objects.of(college.pk).filter(left=None).count()
    kept = [_night(college, today, students, "nothing learnt yet")]
    term = Term.objects.of(college.pk).filter(starts__lt=today).order_by("-starts").first()
    half = term.starts + (today - term.starts) // 2
    began, busy = time.perf_counter(), time.process_time()
    lessons = past_of(college, term, half)
    learnt = learn_from(lessons)
    spent, cpu = time.perf_counter() - began, time.process_time() - busy
    print(f"| {len(lessons):,} past cases read and fitted | {spent:.1f} s, CPU of this process {cpu:.1f} s | |")
    kept.append(_night(college, today, students, f"learnt from {learnt.cases:,} cases", learnt))
    return all(kept)


def _night(college: College, today: dt.date, students: int, words: str, learnt: Learnt | None = None) -> bool:
    StoredForecast.objects.of(college.pk).delete()
    Learning.objects.of(college.pk).delete()
    if learnt is not None:
        Learning.objects.create(college=college, day=today, results=learnt.cases, coefficients=learnt.as_json())
    began, busy = time.perf_counter(), time.process_time()
    told = store(college, today)
    spent, cpu = time.perf_counter() - began, time.process_time() - busy
    whole = spent / max(told, 1) * students * JOURNALS
    held = told > 0 and whole <= SECONDS
    print(
        f"| a night's forecasts, {words}: {told:,} stored of {students:,} students | {spent:.1f} s, CPU of this process {cpu:.1f} s; "
        f"for {students * JOURNALS:,} {whole:.1f} s, load {os.getloadavg()[0]:.1f} | {'kept' if held else '**over**'} |",
        flush=True,
    )
    return held
