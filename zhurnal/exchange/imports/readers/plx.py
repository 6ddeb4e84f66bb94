"""A curriculum in ``.plx`` (also ``.plx.gz`` or alone in a ZIP) becomes a ``Plan``.

The format has no published description; it is the data set of the planning programme of ММИС Лаборатория, saved as a .NET
diffgram: root ``Документ``, ``diffgr:diffgram``, ``dsMMISDB``, flat rows tied by codes, usually in UTF-16 LE.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from zhurnal.exchange.imports.readers.cells import read_count
from zhurnal.exchange.imports.readers.elements import Document, read_xml
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.plan import Joint, Plan
from zhurnal.exchange.imports.readers.plx_graphic import read_weeks
from zhurnal.exchange.imports.readers.plx_hours import check_sums, read_loads
from zhurnal.exchange.imports.readers.plx_rows import DATA_SET, Book, Tree, read_tree
from zhurnal.exchange.imports.readers.plx_words import Work, read_works
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.sources import Source, as_sources, single

PROFILE = re.compile(r"\s+Профиль\s.*$")
VOCATIONAL = "2"  # УровеньОбразования


def read_plan(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Plan:
    """Everything in a plan that could be read, and every complaint. Never raises on a bad file."""
    report = Report(limits.problems)
    sources = as_sources(paths)
    if len(sources) != 1:
        report.add(Problem("", "Нужен ровно один файл учебного плана (.plx или таблица XLSX).", code="not_one"))
        return Plan(problems=report.result())
    blob = single(sources[0], (".plx",), limits, report)
    document = read_xml(blob.name, blob.data, "учебный план (.plx или таблица XLSX)", limits, report) if blob else None
    if document is None or not _is_plx(document, report):
        return Plan(problems=report.result())
    return _plan(Book(document, report))


def _plan(book: Book) -> Plan:
    head, specialty = book.first("Планы"), book.first("ООП")
    per_course = min(read_count(book.document.root.get("СеместровНаКурсе") or head.get("СеместровНаКурсе")) or 2, 6)
    works = read_works(book.rows("СправочникВидыРабот"))
    tree = read_tree(book)
    loads = read_loads(book, tree, works, per_course)
    check_sums(book, tree.items, loads)
    parents = {item.parent for item in tree.items}
    positions = _positions(tree)
    all_loads = sorted(loads.values(), key=lambda load: (load.semester, positions[load.item]))
    courses = max((load.course for load in all_loads), default=0)
    _ask_about_head(book, tree)
    return Plan(
        specialty_code=specialty.get("Шифр"),
        specialty_name=_sentence(specialty.get("Название")),
        qualification=head.get("Квалификация"),
        title=_title(head.get("Титул"), specialty.get("Шифр")),
        education_year=head.get("УчебныйГод"),
        start_year=_year(book),
        base=book.word("СправочникБазы", head.get("КодБазы"), "Наименование"),
        form=book.word("ФормаОбучения", head.get("КодФормыОбучения"), "ФормаОбучения"),
        years=read_count(head.get("СрокОбучения")) or 0,
        months=read_count(head.get("СрокОбученияМесяцев")) or 0,
        courses=courses,
        semesters_in_course=per_course,
        items=tree.items,
        loads=tuple(load for load in all_loads if load.item not in parents),
        totals=tuple(load for load in all_loads if load.item in parents),
        joints=_joints(book, tree, works, per_course),
        weeks=read_weeks(book, tree, loads.values(), courses, per_course),
        problems=book.report.result(),
    )


def _title(text: str, code: str) -> str:
    """What the plan is called, with the code of its specialty; the profile of schooling below it is no name."""
    name = PROFILE.sub("", text)
    return name if not name or code in name else f"{code} {name}"


def _is_plx(document: Document, report: Report) -> bool:
    root = document.root.name
    if any(element.name == "ПланыСтроки" and element.parents[-1:] == (DATA_SET,) for element in document.elements):
        return True
    names = {element.name for element in document.elements}
    if root == "timetable":
        reason = "Это расписание (XML aSc), а нужен учебный план (.plx или таблица XLSX)."
    elif root == "Документ" and "СтрокиПлана" in names:
        reason = "Это учебный план старого образца (plm/pli). Откройте его в новой программе и сохраните как .plx."
    elif root == "Документ":
        reason = "В плане нет ни одной строки (ПланыСтроки): он пуст или сохранён не полностью."
    else:
        reason = "Это другой XML, а нужен учебный план .plx (корень «Документ»)."
    report.add(Problem(document.file, reason, code="wrong_kind", line=1, value=shorten(root)))
    return False


def _ask_about_head(book: Book, tree: Tree) -> None:
    specialty = book.first("ООП")
    if not specialty.get("Шифр"):
        book.complain(specialty, "Шифр", "В плане не указан код специальности.", Severity.QUESTION, "no_specialty")
    level = specialty.get("УровеньОбразования")
    if level and level != VOCATIONAL:
        book.complain(
            specialty,
            "УровеньОбразования",
            "Это план не среднего профессионального образования.",
            Severity.QUESTION,
            "level",
        )
    if len(book.rows("Планы")) > 1:
        reason = "В файле несколько планов, прочитан первый."
        book.complain(book.rows("Планы")[1], "Код", reason, Severity.QUESTION, "several_plans")
    if _year(book) is None:
        book.complain(
            book.first("Планы"), "ГодНачалаПодготовки", "Не указан год начала подготовки.", Severity.QUESTION, "no_year"
        )
    if not tree.items:
        book.report.add(Problem(book.file, "В плане нет ни одной строки.", code="empty"))


def _year(book: Book) -> int | None:
    year = read_count(book.first("Планы").get("ГодНачалаПодготовки"))
    return year if year and 1990 <= year <= 2100 else None


def _positions(tree: Tree) -> Mapping[str, int]:
    return {item.key: item.position for item in tree.items}


def _joints(book: Book, tree: Tree, works: Mapping[str, Work], per_course: int) -> tuple[Joint, ...]:
    joints = []
    parts: dict[str, list[str]] = defaultdict(list)
    for row in book.rows("Строки_КомплексныеФК"):
        if row.get("КодСтроки") in tree.keys:
            parts[row.get("КодКомплекснойФК")].append(tree.keys[row.get("КодСтроки")])
    for row in book.rows("КомплексныеФК"):
        course, term = read_count(row.get("Курс")) or 1, read_count(row.get("Семестр")) or 1
        items = tuple(parts[row.get("Код")])
        control = works.get(row.get("КодВидаРабот"), Work("")).control
        if items:
            joints.append(Joint(row.get("Наименование"), (course - 1) * per_course + term, control, items))
    return tuple(joints)


def _sentence(name: str) -> str:
    """A name written in capitals as a sentence."""
    return name.capitalize() if name.isupper() else name
