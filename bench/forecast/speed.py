"""How long forecasting takes: 1,500 students in 12 journals each, 20 papers a journal, signs and distribution and interval and reasons."""

import random
import time

from bench.forecast.marks import ENDS
from bench.forecast.table import promise
from bench.forecast.trial import GENERAL
from zhurnal.forecast.rules.ladder import Case, Drawn, learn
from zhurnal.forecast.rules.signs import Paper, general_of, own_of, peers_of, signs_of

STUDENTS, JOURNALS, PAPERS, GROUP, SECONDS = 1500, 12, 20, 25, 20.0


def run() -> bool:
    """Measure on papers made up by a fixed seed."""
    rng = random.Random(7)
    journals = [[_papers(rng) for _ in range(GROUP)] for _ in range(STUDENTS // GROUP * JOURNALS)]
    signs = [[signs_of(papers, 60.0) for papers in journal] for journal in journals[:40]]
    cases = [
        Case(f"{number % JOURNALS}", general_of(one, peers_of(group)), own_of(one), rng.randrange(ENDS))
        for number, group in enumerate(signs)
        for one in group
    ]
    ladder = learn(cases, ENDS, Drawn((GENERAL,) * len(cases[0].general)))
    began = time.perf_counter()
    made = 0
    for number, journal in enumerate(journals):
        group = [signs_of(papers, 60.0) for papers in journal]
        peers = peers_of(group)
        for one in group:
            general, own = general_of(one, peers), own_of(one)
            ladder.forecast(f"{number % JOURNALS}", general, own)
            ladder.pulls(f"{number % JOURNALS}", general, own)
            made += 1
    took = time.perf_counter() - began
    print(f"\n{made:,} forecasts (1,500 students × 12 journals) in {took:.1f} s of one core\n")
    return promise(f"≤ {SECONDS:.0f} s", took <= SECONDS)


def _papers(rng: random.Random) -> list[Paper]:
    papers = []
    for number in range(PAPERS):
        due = 6.0 * number + 3
        here = rng.random() < 0.85
        papers.append(Paper(due, due + rng.randrange(-3, 3) if here else None, rng.random() if here else None, 1.0))
    return papers
