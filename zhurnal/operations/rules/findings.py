"""What is wrong with the installation and what to do: pure, from facts. Ages in seconds, sizes in bytes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GIGABYTE = 1024**3
LOW, FULL = 5 * GIGABYTE, GIGABYTE
PROOF_DAYS = 8
COPY_HOURS, NIGHT_HOURS, HEADS_HOURS = 30, 30, 30
WAITS = timedelta(minutes=15)
AHEAD = timedelta(minutes=2)
RULE_OF_NAMES = re.compile(r"^\s*(?:(?:FIRST|ANY)\s+)?\d+\s*\(|\)\s*$", re.IGNORECASE)
SILENT = 120  # seconds: a receiver that lives answers every ten


class Tone(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page: what, how it is, what to do when it is not well."""

    what: str
    tone: Tone
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. A moment that is None never was.

    ``drift``: which files of the program are not those that were installed, "" for none, None where nobody listed them.
    ``second_copy``: of PostgreSQL's log on another disk: "" where none was asked for, else «on», «behind», «gone» or «unseen».
    """

    now: datetime
    disk_free: int
    copy_at: datetime | None
    copy_places: int
    copy_failed: tuple[str, ...]
    copies_wanted: int
    proof_at: datetime | None
    drill_words: str
    night_at: datetime | None
    heads_at: datetime | None
    heads_outside: int
    oldest_waiting: datetime | None
    failed_jobs: int
    pending: int
    newest_record: datetime | None
    database_now: datetime | None
    may_rewrite: bool | None
    heads_words: str = ""
    heads_failed: tuple[str, ...] = ()
    drill_nothing: bool = False
    antivirus: str = "off"
    restoring: str = ""
    same_disk: tuple[str, ...] = ()
    readings_since: datetime | None = None
    readings_lost: int = 0
    readings_written: bool = True
    readings_waiting: datetime | None = None
    may_forget: bool = True
    drift: str | None = None
    second_copy: str = ""


def findings(facts: Facts) -> list[Finding]:
    """All of them, the worst first, else in the order of the day."""
    found = [
        _disk(facts), _copy(facts), _places(facts), _proof(facts), _night(facts), _heads(facts), _jobs(facts),
        _migrations(facts), _clock(facts), *_role(facts), *_files(facts), *_second(facts), *unfinished(facts.restoring), _readings(facts), _antivirus(facts),
    ]  # fmt: skip
    order = {Tone.BAD: 0, Tone.WARN: 1, Tone.OK: 2}
    return sorted(found, key=lambda one: order[one.tone])


def _readings(facts: Facts) -> Finding:
    """Whether it is written down who opens whose data (2.1); the journal works in any case."""
    what = "Журнал доступа"
    if facts.readings_since is not None or not facts.readings_written:
        since = f" с {ago(facts.now, facts.readings_since)}" if facts.readings_since else ""
        lost = f", потеряно записей: {facts.readings_lost}" if facts.readings_lost else ""
        todo = "Проверьте место и право записи в папке readings в папке состояния: пока записывать некуда, записи ждут в памяти сервера и пропадут при его перезапуске."
        return Finding(what, Tone.BAD, f"некуда записывать{since}{lost}", todo)
    if facts.readings_waiting is not None and facts.now - facts.readings_waiting > WAITS:
        return Finding(
            what,
            Tone.WARN,
            f"записи ждут с {ago(facts.now, facts.readings_waiting)}",
            "Перезапустите службу журнала; вручную: zhurnal nightly.",
        )
    return Finding(what, Tone.OK, "записывается")


def _antivirus(facts: Facts) -> Finding:
    """Whether uploaded files are looked through. Without one nothing is wrong: the journal has checks of its own."""
    what = "Антивирус"
    if facts.antivirus == "silent":
        todo = "Файлы сейчас не принимаются. Запустите clamd (systemctl start clamav-daemon) и проверьте ZHURNAL_ANTIVIRUS."
        return Finding(what, Tone.BAD, "подключён и не отвечает", todo)
    return Finding(what, Tone.OK, "проверяет каждый файл" if facts.antivirus == "on" else "не подключён")


def _files(facts: Facts) -> list[Finding]:
    """Whether the program is the one that was installed (ОЦЛ.1)."""
    what = "Файлы программы"
    if facts.drift is None:
        return []
    if not facts.drift:
        return [Finding(what, Tone.OK, "те же, что при установке")]
    todo = (
        "Вы обновляли программу руками? Выполните run.py install: он составит список заново. Не обновляли — её изменил кто-то другой: "
        "остановите службу, сохраните эти файлы для разбора и поставьте выпуск заново."
    )
    return [Finding(what, Tone.BAD, f"не те, что при установке: {facts.drift}", todo)]


def second_state(names: str, rows: Iterable[tuple[str | None, str | None, float | None]]) -> str:
    """«on», «behind» or «gone» of the receivers (name, sync_state, seconds since each answered) that ``names`` asks for; "" for none asked.

    Whose role may not look into the statistics sees that somebody receives, and no more: «unseen».
    """
    if not names.strip():
        return ""
    told = list(rows)
    known = [(name or "", state, age) for name, state, age in told if state is not None]
    if told and not known:
        return "unseen"
    asked = _receivers(names)
    mine = [(state, age) for name, state, age in known if "*" in asked or name.lower() in asked]
    if not mine:
        return "gone"  # whoever else receives, each entry waits for the one that is named
    return (
        "on" if any(state in ("sync", "quorum") and (age is None or age < SILENT) for state, age in mine) else "behind"
    )


def _receivers(names: str) -> set[str]:
    """Names of ``synchronous_standby_names``: «FIRST 1 (a, "b")», «ANY 2 (*)», «a, b»."""
    listed = RULE_OF_NAMES.sub("", names)
    return {one.strip().strip('"').lower() for one in listed.split(",") if one.strip()}


def _second(facts: Facts) -> list[Finding]:
    """The synchronous second copy of PostgreSQL's log (``pg_receivewal``): without it every entry waits."""
    what = "Вторая копия журнала PostgreSQL"
    if facts.second_copy == "gone":
        todo = "Записи ждут её и не сохраняются. Запустите службу pg_receivewal на второй машине (страница «Развёртывание») и проверьте связь и место на её диске."
        return [Finding(what, Tone.BAD, "названа в настройках и не подключена", todo)]
    if facts.second_copy == "behind":
        todo = "Проверьте связь со второй машиной и место на её диске: при поломке главной пропадёт то, чего вторая не получила."
        return [Finding(what, Tone.WARN, "подключена, но не подтверждает записи", todo)]
    if facts.second_copy == "unseen":
        return [Finding(what, Tone.OK, "кто-то принимает; подробности видны роли с правом pg_monitor")]
    return [Finding(what, Tone.OK, "принимает каждую запись")] if facts.second_copy else []


def worst(found: Iterable[Finding]) -> Tone:
    """The worst tone of all."""
    tones = {one.tone for one in found}
    return next((tone for tone in (Tone.BAD, Tone.WARN) if tone in tones), Tone.OK)


def ago(now: datetime, then: datetime) -> str:
    """«5 мин назад», «3 ч назад», «12 дн. назад»."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} мин назад"
    return f"{minutes // 60} ч назад" if minutes < 48 * 60 else f"{minutes // 1440} дн. назад"


def size(number: int) -> str:
    """Bytes for people."""
    gigabytes = number / GIGABYTE
    return f"{gigabytes:.1f} ГБ".replace(".", ",") if gigabytes >= 1 else f"{number // 1024**2} МБ"


def _older(facts: Facts, then: datetime | None, limit: timedelta) -> bool:
    return then is None or facts.now - then > limit


def _disk(facts: Facts) -> Finding:
    tone = Tone.BAD if facts.disk_free < FULL else Tone.WARN if facts.disk_free < LOW else Tone.OK
    todo = "" if tone is Tone.OK else "Освободите место или расширьте диск: без места записи не сохраняются."
    return Finding("Место на диске", tone, f"свободно {size(facts.disk_free)}", todo)


def _copy(facts: Facts) -> Finding:
    what = "Резервная копия"
    if facts.copy_at is None:
        return Finding(what, Tone.BAD, "ни одной копии", "Задайте ZHURNAL_BACKUP_TO и выполните: zhurnal backup.")
    said = f"последняя {ago(facts.now, facts.copy_at)}"
    if _older(facts, facts.copy_at, timedelta(hours=COPY_HOURS)):
        return Finding(
            what, Tone.BAD, said, "Ночная копия не делается: проверьте таймер zhurnal-nightly и журнал службы."
        )
    return Finding(what, Tone.OK, said)


def _places(facts: Facts) -> Finding:
    what = "Второе место"
    if facts.copy_failed:
        return Finding(what, Tone.BAD, "копия не удалась или легла не везде", " ".join(facts.copy_failed))
    if facts.copies_wanted < 2:
        todo = "Добавьте в ZHURNAL_BACKUP_TO вторую папку: другой диск или другая машина. Пожар и поломка диска уносят и базу, и копию рядом с ней."
        return Finding(
            what, Tone.WARN, "копии лежат в одном месте" if facts.copies_wanted else "мест для копий не названо", todo
        )
    if facts.same_disk:
        todo = "Поломка диска унесёт и журнал, и все копии. Подключите другой диск или другую машину и назовите папку на ней вторым местом (ZHURNAL_BACKUP_TO)."
        return Finding(what, Tone.WARN, f"все копии на одном диске с журналом: {', '.join(facts.same_disk)}", todo)
    return Finding(what, Tone.OK, f"мест: {facts.copies_wanted}")


def unfinished(copy: str) -> list[Finding]:
    """The line of a restore that did not end; nothing without one. ``copy``: the name of its file."""
    todo = (
        f"Прежнее лежит рядом под именами с «before-». Остановите журнал и повторите: zhurnal restore --replace {copy}"
    )
    return [Finding("Восстановление", Tone.BAD, "начато и не закончено", todo)] if copy else []


def _proof(facts: Facts) -> Finding:
    what, todo = (
        "Проверенное восстановление",
        "Выполните: zhurnal drill. Копия, из которой не восстанавливали, ещё не копия.",
    )
    if facts.drill_nothing and facts.proof_at is None:
        return Finding(what, Tone.WARN, "проверять пока нечего", facts.drill_words)
    if facts.drill_words:
        return Finding(what, Tone.BAD, "последняя проверка не удалась", facts.drill_words)
    if facts.proof_at is None:
        return Finding(what, Tone.BAD, "не проверялось ни разу", todo)
    said = f"{facts.proof_at:%d.%m.%Y}, {ago(facts.now, facts.proof_at)}"
    late = _older(facts, facts.proof_at, timedelta(days=PROOF_DAYS))
    return Finding(what, Tone.BAD, said, todo) if late else Finding(what, Tone.OK, said)


def _night(facts: Facts) -> Finding:
    what, todo = (
        "Ночная работа",
        "Поставьте таймер: zhurnal nightly раз в сутки после полуночи (страница «Развёртывание»).",
    )
    if facts.night_at is None:
        return Finding(what, Tone.BAD, "не запускалась", todo)
    said = f"последняя {ago(facts.now, facts.night_at)}"
    late = _older(facts, facts.night_at, timedelta(hours=NIGHT_HOURS))
    return Finding(what, Tone.BAD, said, todo) if late else Finding(what, Tone.OK, said)


def _heads(facts: Facts) -> Finding:
    what, then = "Подписанные головы истории", facts.heads_at
    if facts.heads_words:
        return Finding(what, Tone.BAD, "не подписаны", facts.heads_words)
    if then is None:
        return Finding(what, Tone.WARN, "не подписывались", "Их подписывает ночная работа; вручную: zhurnal heads.")
    said = f"последние {ago(facts.now, then)}"
    if _older(facts, then, timedelta(hours=HEADS_HOURS)):
        return Finding(what, Tone.WARN, said, "Их подписывает ночная работа; вручную: zhurnal heads.")
    if facts.heads_failed:
        return Finding(what, Tone.BAD, "легли не везде", " ".join(facts.heads_failed))
    if not facts.heads_outside:
        todo = "Задайте ZHURNAL_HEADS_TO или ZHURNAL_HEADS_MAIL, или печатайте лист: кто владеет сервером, перепишет и голову на нём."
        return Finding(what, Tone.WARN, "остаются на этой машине", todo)
    return Finding(what, Tone.OK, said)


def _jobs(facts: Facts) -> Finding:
    what = "Фоновые работы"
    if facts.oldest_waiting is not None and facts.now - facts.oldest_waiting > WAITS:
        todo = "Работник не запускается: проверьте журнал службы и выполните: zhurnal work."
        return Finding(what, Tone.BAD, f"ждут с {ago(facts.now, facts.oldest_waiting)}", todo)
    if facts.failed_jobs:
        return Finding(
            what,
            Tone.WARN,
            f"не вышло за сутки: {facts.failed_jobs}",
            "Причина — на странице работы и в журнале службы по её номеру.",
        )
    return Finding(what, Tone.OK, "очередь идёт" if facts.oldest_waiting else "очереди нет")


def _migrations(facts: Facts) -> Finding:
    if facts.pending:
        return Finding(
            "Обновление базы",
            Tone.BAD,
            f"не выполнено изменений: {facts.pending}",
            "Сделайте копию и выполните: zhurnal migrate.",
        )
    return Finding("Обновление базы", Tone.OK, "все изменения выполнены")


def _clock(facts: Facts) -> Finding:
    what, todo = "Часы сервера", "Включите службу времени: timedatectl set-ntp true. Записи получают время этих часов."
    if facts.newest_record is not None and facts.newest_record - facts.now > AHEAD:
        return Finding(what, Tone.BAD, "отстают: в журнале есть записи из будущего", todo)
    if facts.database_now is not None and abs(facts.database_now - facts.now) > AHEAD:
        return Finding(what, Tone.BAD, "расходятся с часами базы данных", todo)
    return Finding(what, Tone.OK, f"{facts.now:%d.%m.%Y %H:%M} UTC")


def _role(facts: Facts) -> list[Finding]:
    if facts.may_rewrite is None:
        return []
    if facts.may_rewrite:
        todo = "Заведите роль без этого права: zhurnal roles (страница «Развёртывание»)."
        return [
            Finding(
                "Право менять историю", Tone.WARN, "роль базы, под которой идёт журнал, может переписать историю", todo
            )
        ]
    if not facts.may_forget:
        words = (
            "роль журнала истории не меняет, но и акт об уничтожении личных данных не исполнит: в базе нет его функций"
        )
        return [
            Finding("Право менять историю", Tone.WARN, words, "Выполните zhurnal roles ещё раз, как после обновления.")
        ]
    return [Finding("Право менять историю", Tone.OK, "у роли журнала его нет")]
