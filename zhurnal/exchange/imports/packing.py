"""What a run keeps between preview and decision: a reading and a plan, as packed JSON."""

import json
import zlib
from dataclasses import asdict

from zhurnal.exchange.imports.readers.codec import NotOurs, dumps, loads
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.imports.readers.reading import CONTENTS, Reading
from zhurnal.exchange.rules import changes as rules
from zhurnal.exchange.rules.changes import Change
from zhurnal.exchange.rules.likeness import Question
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal

ANOTHER_VERSION = Refusal("another_version", "Журнал обновили после проверки этого файла. Загрузите файл снова.")


def pack_reading(reading: Reading) -> bytes:
    """The content of a reading; its problems stand inside."""
    return b"" if reading.content is None else zlib.compress(dumps(reading.content).encode(), 6)


def unpack_reading(kind: str, data: bytes | memoryview) -> Reading | None:
    """The reading again; None when nothing was kept."""
    if not data:
        return None
    try:
        content = loads(CONTENTS[Kind(kind)], zlib.decompress(bytes(data)))
    except NotOurs as trouble:
        raise Refused(ANOTHER_VERSION) from trouble
    return Reading(Kind(kind), content, content.problems)


def pack_plan(
    changes: tuple[Change, ...], problems: tuple[Problem, ...], questions: tuple[Question, ...] = ()
) -> bytes:
    """Changes, problems, and names that a person must explain."""
    asked = json.dumps([asdict(question) for question in questions], ensure_ascii=False)
    told = json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)
    return zlib.compress(f'{{"problems":{told},"questions":{asked},"changes":{rules.dumps(changes)}}}'.encode(), 6)


def unpack_plan(data: bytes | memoryview) -> tuple[list[Change], list[Problem]]:
    """Changes and problems again."""
    if not data:
        return [], []
    found = json.loads(zlib.decompress(bytes(data)))
    problems = [Problem(**{**row, "severity": Severity(row["severity"])}) for row in found["problems"]]
    return rules.made(found["changes"]), problems


def unpack_questions(data: bytes | memoryview) -> list[Question]:
    """Names that a person must explain."""
    rows = json.loads(zlib.decompress(bytes(data))).get("questions", []) if data else []
    return [Question(**{**row, "near": tuple((pk, title) for pk, title in row["near"])}) for row in rows]
