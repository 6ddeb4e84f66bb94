"""Проверка архивного пакета электронного журнала: python3 verify.py пакет.zip [ещё.zip …] [--key отпечаток].

This file is complete: it needs Python 3.9 or newer and nothing else, and a copy of it lies in every package. It says in Russian
what was changed, lost or added since the package was made, and is silent about a package that nobody touched.
The form of a package is told in ``docs/developer/archive.md``.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from typing import Any

Point = tuple[int, int, int, int]
Record = dict[str, Any]

MANIFEST, SIGNATURE, KEY, HASHES, HISTORY = "manifest.json", "manifest.sig", "key.txt", "hashes.json", "history"
DATA = "data/"
DIGITS = 32  # of a fingerprint
USAGE = "Как проверять: python3 verify.py пакет.zip [ещё.zip …] [--key отпечаток]"
TITLES = {
    "organisation": "организация", "year": "учебный год", "term": "семестр", "group": "группа", "leader": "руководитель группы",
    "person": "человек", "membership": "запись в списке группы", "subgroup": "подгруппа", "subgroup_member": "студент подгруппы",
    "discipline": "дисциплина", "journal": "журнал", "journal_teacher": "преподаватель журнала", "lesson": "занятие",
    "substitution": "замена", "lesson_record": "запись занятия", "homework": "домашнее задание", "personal_homework": "личное задание", "homework_student": "адресат личного задания", "work": "работа", "mark": "отметка",
    "attendance": "посещаемость", "absence_cause": "причина пропуска", "result": "итоговая отметка", "statement": "ведомость",
    "statement_line": "строка ведомости", "examiner": "экзаменатор", "practice_page": "страница практики",
    "practice_day": "день практики", "hours_correction": "поправка часов", "project": "проект", "consultation": "консультация", "movement": "движение студента",
    "opening": "разрешение на исправление", "correction": "исправление", "history": "запись истории", "remark": "замечание", "visa": "виза", "correction_act": "акт об исправлении",
}  # fmt: skip

# --- Ed25519, RFC 8032 ------------------------------------------------------------------------------------------------

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT = pow(2, (PRIME - 1) // 4, PRIME)
NEUTRAL = (0, 1, 1, 0)


def point_sum(one: Point, two: Point) -> Point:
    """Two points of the curve added; a point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % PRIME
    b = (one[1] + one[0]) * (two[1] + two[0]) % PRIME
    c = 2 * one[3] * two[3] * CURVE % PRIME
    d = 2 * one[2] * two[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def point_times(times: int, point: Point) -> Point:
    """A point added to itself so many times."""
    found = NEUTRAL
    while times:
        if times & 1:
            found = point_sum(found, point)
        point, times = point_sum(point, point), times >> 1
    return found


def point_from(y: int, odd: int) -> Point | None:
    """The point with this y whose x is odd or even; None when there is none."""
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT % PRIME
    if (x * x - square) % PRIME or (x == 0 and odd):
        return None
    x = PRIME - x if x % 2 != odd else x
    return x, y, 1, x * y % PRIME


BASE = point_from(4 * pow(5, PRIME - 2, PRIME) % PRIME, 0) or NEUTRAL


def point_packed(point: Point) -> bytes:
    """A point as 32 bytes."""
    back = pow(point[2], PRIME - 2, PRIME)
    x, y = point[0] * back % PRIME, point[1] * back % PRIME
    return (y | (x & 1) << 255).to_bytes(32, "little")


def point_unpacked(packed: bytes) -> Point | None:
    """32 bytes as a point, or None."""
    whole = int.from_bytes(packed, "little")
    return point_from(whole & (1 << 255) - 1, whole >> 255)


def whole_of(*parts: bytes) -> int:
    """The number that SHA-512 makes of these bytes."""
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def signature_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the key (32 bytes) signed the message; ``signature``: 64 bytes."""
    if len(key) != 32 or len(signature) != 64:
        return False
    point, start = point_unpacked(key), point_unpacked(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or start is None or scalar >= ORDER:
        return False
    told = point_sum(start, point_times(whole_of(signature[:32], key, message) % ORDER, point))
    return point_packed(point_times(scalar, BASE)) == point_packed(told)


def fingerprint(key: bytes) -> str:
    """How a key is printed and compared: 32 hexadecimal digits in groups of four."""
    digits = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


# --- the canonical form -----------------------------------------------------------------------------------------------


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8: the bytes of which hashes are made."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def record_hash(record: Record) -> str:
    """SHA-256 of a record without its own field ``hash``, hexadecimal."""
    return hashlib.sha256(canonical({name: value for name, value in record.items() if name != "hash"})).hexdigest()


def link(previous: bytes, record: Record) -> bytes:
    """The hash of a record of history: of the one before and of what happened, as the journal counts it."""
    salt = bytes.fromhex(record["salt"])  # a reason that was destroyed by an act has left its digest where its salt was
    destroyed = len(salt) == 32 and not record["reason"]
    reason = salt.hex() if destroyed else hashlib.sha256(salt + record["reason"].encode()).hexdigest()
    body = [
        record["college"], record["chain"], record["seq"], record["at"], record["actor"], record["door"], record["action"],
        record["target"], record["before"], record["after"], reason, record["key"],
    ]  # fmt: skip
    return hashlib.sha256(previous + canonical(body)).digest()


# --- the package ------------------------------------------------------------------------------------------------------


class Package:
    """A package with what was found wrong in it (``faults``: Russian sentences) while it was walked."""

    def __init__(self, path: Any, key: str = "") -> None:
        self.faults: list[str] = []
        self.labels: dict[str, str] = {}
        self.files, self.records, self.key = 0, 0, ""
        self.wanted = digits_of(key)
        try:
            with zipfile.ZipFile(path) as self.zip:
                self.examine()
        except (OSError, zipfile.BadZipFile):
            self.say("Файл не читается как архив ZIP: его нет, он обрезан или испорчен")
        except (AttributeError, KeyError, TypeError, ValueError):
            self.say("Файлы пакета испорчены: в них не то, что описано")

    def say(self, words: str) -> None:
        """Note what is wrong; the same is said once."""
        if words not in self.faults:
            self.faults.append(words)

    def examine(self) -> None:
        """Signature, files, records, history, in this order."""
        self.names = [one.filename for one in self.zip.infolist()]
        for name in sorted({name for name in self.names if self.names.count(name) > 1}):
            self.say(f"Файл {name} лежит в пакете дважды: так подменяют содержимое")
        manifest = self.signed()
        if manifest is None:
            return
        self.compare_files(manifest)
        data = {kind: self.parsed(f"{DATA}{kind}.json") for kind in sorted(manifest["counts"])}
        lists = {kind: found["records"] for kind, found in data.items() if found is not None}
        self.labels = labels_of(lists)
        index = self.parsed(HASHES) or {}
        for kind, records in lists.items():
            self.compare_records(kind, records, index.get(kind, {}), manifest["counts"][kind])
        self.compare_history(lists.get(HISTORY, []), manifest["chains"])

    def signed(self) -> Record | None:
        """The manifest; None when it cannot be read at all."""
        body, signature, key = self.read(MANIFEST), self.read(SIGNATURE), self.read(KEY)
        if body is None:
            self.say(f"Пропала опись {MANIFEST}: без неё проверять нечего")
            return None
        try:
            public = bytes.fromhex((key or b"").decode("ascii").strip())
            told = bytes.fromhex((signature or b"").decode("ascii").strip())
        except ValueError:
            public = told = b""
        self.key = fingerprint(public) if public else ""
        if not signature_holds(public, body, told):
            self.say(f"Подпись не сходится: изменены опись {MANIFEST}, подпись {SIGNATURE} или ключ {KEY}")
        if self.wanted and self.wanted != self.key.replace(" ", ""):
            self.say(f"Пакет подписан другим ключом: {self.key or 'его нет'}, ждали {self.wanted}")
        manifest = self.parsed(MANIFEST)
        if not isinstance(manifest, dict) or not all(name in manifest for name in ("files", "counts", "chains")):
            self.say(f"Опись {MANIFEST} испорчена")
            return None
        return manifest

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, or None."""
        if name not in self.names:
            return None
        try:
            return self.zip.read(name)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
            self.say(f"Файл {name} испорчен: не распаковывается")
            return None
        except Exception as fault:  # zlib has an error of its own  # noqa: BLE001
            self.say(f"Файл {name} испорчен: не распаковывается ({type(fault).__name__})")
            return None

    def parsed(self, name: str) -> Any:
        """A file as JSON, or None with a word about it."""
        body = self.read(name)
        if body is None:
            return None
        try:
            return json.loads(body)
        except ValueError:
            self.say(f"Файл {name} испорчен: это не JSON")
            return None

    def compare_files(self, manifest: Record) -> None:
        """Every file of the manifest and no other."""
        told = {one["name"]: one["sha256"] for one in manifest["files"]}
        for name, expected in told.items():
            body = self.read(name)
            if body is None:
                self.say(f"Пропал файл {name}")
            elif hashlib.sha256(body).hexdigest() != expected:
                self.say(f"Изменён файл {name}")
            else:
                self.files += 1
        for name in sorted(set(self.names) - set(told) - {MANIFEST, SIGNATURE, KEY}):
            self.say(f"Лишний файл {name}: в описи его нет")

    def compare_records(self, kind: str, records: list[Any], index: dict[str, str], count: int) -> None:
        """Every record of the index and no other, each with its hash."""
        title = TITLES.get(kind, kind)
        seen: set[str] = set()
        for record in records:
            if not isinstance(record, dict) or "id" not in record:
                self.say(f"Запись «{title}» испорчена: у неё нет номера")
                continue
            known, words = record["id"], f"«{title}» {record['id']}{self.about(record)}"
            if known in seen:
                self.say(f"Запись {words} повторена")
            seen.add(known)
            if known not in index:
                self.say(f"Лишняя запись {words}: её добавили после подписи")
            elif not record_hash(record) == record.get("hash") == index[known]:
                self.say(f"Изменена запись {words}")
            else:
                self.records += 1
        for lost in sorted(set(index) - seen):
            self.say(f"Пропала запись «{title}» {lost}")
        if len(records) != count:
            self.say(f"Записей «{title}» в пакете {len(records)}, в описи {count}")

    def about(self, record: Record) -> str:
        """Whom and what a record is about, in words."""
        parts = [
            self.labels[str(value)] for name, value in record.items() if name != "id" and str(value) in self.labels
        ]
        return f" ({', '.join(dict.fromkeys(parts))})" if parts else ""

    def compare_history(self, records: list[Any], chains: list[Record]) -> None:
        """The chains of history lead from the first record to the heads that the manifest names."""
        told: dict[str, list[Record]] = {}
        for record in records:
            if isinstance(record, dict):
                told.setdefault(str(record.get("chain")), []).append(record)
        for chain in chains:
            previous, expected, where = bytes(32).hex(), 0, f"История «{chain['title']}»"
            for record in sorted(told.pop(chain["chain"], []), key=lambda one: int(one["seq"])):
                expected += 1
                if record["seq"] != expected:
                    self.say(f"{where}: пропала запись № {expected}")
                    expected = record["seq"]
                try:
                    holds = link(bytes.fromhex(previous), record).hex() == record["link"]
                except (KeyError, ValueError, TypeError, AttributeError):
                    holds = False
                if not holds:
                    self.say(f"{where}: запись № {record['seq']} изменена")
                previous = str(record.get("link"))
            if expected != chain["seq"] or previous != chain["head"]:
                self.say(f"{where}: конец цепочки не совпадает с описью")
        for stray in sorted(told):
            self.say(f"Лишняя история {stray}: в описи её нет")


def labels_of(lists: dict[str, list[Any]]) -> dict[str, str]:
    """id → words, for people, lessons, disciplines and journals."""
    found: dict[Any, str] = {}
    for record in lists.get("person", []):
        found[record.get("id")] = " ".join(filter(None, (record.get("surname"), record.get("given"))))
    for record in lists.get("discipline", []):
        found[record.get("id")] = str(record.get("name"))
    for record in lists.get("journal", []):
        found[record.get("id")] = found.get(record.get("discipline"), "журнал")
    for record in lists.get("lesson", []):
        found[record.get("id")] = "занятие " + ".".join(reversed(str(record.get("date")).split("-")))
    return {str(known): words for known, words in found.items() if words}


class Misread(ValueError):
    """What was typed after the programme's name, and why it cannot be done."""


def asked(arguments: list[str]) -> tuple[list[str], str]:
    """(packages, fingerprint or ""). The fingerprint may stand in its groups of four without quotation marks, as it is printed."""
    paths, key, rest = [], "", list(arguments)
    while rest:
        word = rest.pop(0)
        name, told, value = word.partition("=")
        if name == "--key":
            if not told:
                value = rest.pop(0) if rest else ""
                while len(digits_of(value)) < DIGITS and rest and is_group(rest[0]):
                    value += rest.pop(0)
            key = digits_of(value)
            if len(key) != DIGITS or not set(key) <= set("0123456789abcdef"):
                raise Misread(f"После --key нужен отпечаток ключа: {DIGITS} знака от 0 до f, как в акте передачи")
        elif word.startswith("-"):
            raise Misread(f"Такого слова программа не знает: {word}")
        else:
            paths.append(word)
    if not paths:
        raise Misread("Напишите, какой пакет проверить")
    return paths, key


def digits_of(value: str) -> str:
    """A fingerprint without spaces, in small letters."""
    return "".join(value.split()).lower()


def is_group(word: str) -> bool:
    """Whether it is four signs of a fingerprint."""
    return len(word) == 4 and set(word.lower()) <= set("0123456789abcdef")


def main(arguments: list[str]) -> int:
    """Examine packages; 0 when all are whole, 1 when one is not, 2 when it cannot be understood what was asked."""
    say = sys.stdout.write
    try:
        paths, key = asked(arguments)
    except Misread as why:
        say(f"{why}.\n{USAGE}\n")
        return 2
    broken = 0
    for path in paths:
        package = Package(path, key)
        if len(paths) > 1:
            say(f"{path}\n")
        for words in package.faults:
            say(f"– {words}\n")
        if package.key:
            say(f"Ключ колледжа: {package.key}\n")
        if package.faults:
            broken += 1
            say(f"Пакет НЕ ЦЕЛ. Нарушений: {len(package.faults)}\n")
        else:
            say(f"Пакет цел. Файлов: {package.files}, записей: {package.records}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
