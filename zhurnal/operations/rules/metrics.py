"""Metrics in the text form of Prometheus: numbers of the installation, nothing of people."""

from collections.abc import Iterator
from datetime import datetime

from zhurnal.operations.rules.findings import Facts, Tone, findings

MEDIA = "text/plain; version=0.0.4; charset=utf-8"


def exposition(facts: Facts, *, writable: bool) -> str:
    """All of them; an age of -1 is «never»."""
    return "".join(
        f"# HELP {name} {words}\n# TYPE {name} gauge\n{name} {value}\n"
        for name, words, value in _gauges(facts, writable=writable)
    )


def _gauges(facts: Facts, *, writable: bool) -> Iterator[tuple[str, str, float]]:
    tones = [one.tone for one in findings(facts)]
    yield "zhurnal_writable", "1 when the database takes changes", int(writable)
    yield "zhurnal_disk_free_bytes", "Free space where the state lies", facts.disk_free
    yield "zhurnal_copy_age_seconds", "Age of the newest backup", _age(facts.now, facts.copy_at)
    yield "zhurnal_proof_age_seconds", "Age of the last proven restore", _age(facts.now, facts.proof_at)
    yield "zhurnal_night_age_seconds", "Age of the last nightly run", _age(facts.now, facts.night_at)
    yield "zhurnal_heads_age_seconds", "Age of the last signed heads", _age(facts.now, facts.heads_at)
    yield (
        "zhurnal_job_waiting_seconds",
        "How long the oldest background job waits",
        max(0, _age(facts.now, facts.oldest_waiting)),
    )
    yield "zhurnal_jobs_failed_day", "Background jobs that failed in a day", facts.failed_jobs
    yield "zhurnal_migrations_pending", "Migrations that wait", facts.pending
    yield (
        "zhurnal_second_copy",
        "PostgreSQL's second copy: 1 takes every entry, 0 is behind or gone, -1 none was asked for, or its state is not for this role to see",
        {"": -1, "unseen": -1, "on": 1}.get(facts.second_copy, 0),
    )
    yield (
        "zhurnal_files_changed",
        "1 when the program's files are not those that were installed, -1 when nobody listed them",
        -1 if facts.drift is None else int(bool(facts.drift)),
    )
    yield "zhurnal_findings_bad", "Red lines of the administrator's page", tones.count(Tone.BAD)
    yield "zhurnal_findings_warn", "Yellow lines of the administrator's page", tones.count(Tone.WARN)


def _age(now: datetime, then: datetime | None) -> int:
    return -1 if then is None else int((now - then).total_seconds())
