"""Indices of a curriculum: spaces, dots, Latin look-alikes put right; what kind of row an index means.

The letters are those of the federal standards of vocational education: ОУД/ОУП/ОД/БД/ПД/ПОО general subjects, ОГСЭ/СГ/ЕН/ОП/ОПЦ
cycles, ПМ module, МДК, УП, ПП, ПДП practices, ГИА final attestation.
"""

import re
from dataclasses import dataclass

FOLD = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
LATIN, CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-яЁё]")
MODULE_EXAM = re.compile(r"^ПМ\.?[\d.]*(\.?(ЭК|ЭМ|КЭ|Э|К|ДЭ|КВ)|\((К|Э|ЭК)\))$|^(ПМ)?\.?(КЭ|ЭК|ЭМ)[.\d]*$")
PATTERNS = (
    ("exam", MODULE_EXAM),
    ("module", re.compile(r"^ПМ\.?\d+$")),
    ("mdk", re.compile(r"^МДК\.?[\d.]+[а-яА-Я]?$")),
    ("practice_edu", re.compile(r"^УП\.?[\d.]*$")),
    ("practice_prod", re.compile(r"^(ПП\.?[\d.]*|ПДП[\d.]*|П?ПП\.[\d.]+)$")),
    ("gia", re.compile(r"^(ГИА|ИА|ГЭ|ДЭ|ВКР)[.\d]*$")),
    (
        "cycle",
        re.compile(
            r"^(ОГСЭ|СГ|СГЦ|ЕН|ОП|ОПЦ|ОПД|ПЦ|ПМ|П|ПП|О|ОО|ОД|ОУД|ОУП|СО|СОО|НО|БД|ПД|ПОО|ДД|ГИА|ФК|ВЧ)(\.?00|\.Ц)?$"
        ),
    ),
    (
        "discipline",
        re.compile(
            r"^(ОУД|ОУП|ОУДБ|ОУДП|ОУДД|ОУПБ|ОУПП|ОД|ОДБ|ОДП|ОО|ООД|СОО|БД|ПД|ПОО|ДУП|УПВ|ДД|ДУД|ЭК|ОГСЭ|СГ|СГЦ|ЕН|ОП|ОПЦ|ОПД|"
            r"АД|АЦ|ФК|ФД|ФТД|В|ИП|ДПБ)[бпдБПД]?\.?[\d.]+[а-яА-Я]?$"
        ),
    ),
)
# ``ТипОбъекта`` of the programme: 1 module or container, 2 discipline, 3 practice, 4 control, 5 choice, 6 final attestation
BY_TYPE = {
    "1": ("module", "cycle"),
    "2": ("discipline", "mdk"),
    "3": ("practice_edu", "practice_prod"),
    "4": ("exam",),
    "5": ("cycle",),
    "6": ("gia",),
}


@dataclass(frozen=True)
class Index:
    """An index put right, and what was wrong with it."""

    text: str
    folded: bool = False
    mended: bool = False


def read_index(written: str) -> Index:
    """«  ПM 01.» with a Latin M becomes «ПМ.01»."""
    plain = written.strip()
    folded = plain
    if LATIN.search(plain):
        candidate = plain.translate(FOLD)
        if not LATIN.search(candidate) and (CYRILLIC.search(plain) or kind_of(_mend(candidate.upper()))):
            folded = candidate
    mended = _mend(folded)
    return Index(mended, folded != plain, mended != folded)


def kind_of(index: str, object_type: str = "") -> str:
    """The kind of row, empty when nothing is recognised. The programme's own type decides where letters are ambiguous."""
    fitting = [kind for kind, pattern in PATTERNS if pattern.match(index)]
    allowed = BY_TYPE.get(object_type)
    if allowed is None:
        return fitting[0] if fitting else ""
    return next((kind for kind in fitting if kind in allowed), fitting[0] if fitting else "")


def kind_by_type(object_type: str, practice: str, *, has_children: bool) -> str:
    """The kind when the index says nothing: from the programme's own type and the kind of practice."""
    if object_type == "3":
        return "practice_edu" if practice.startswith("уч") else "practice_prod"
    if object_type == "1":
        return "module" if has_children else "cycle"
    return {"2": "discipline", "4": "exam", "5": "cycle", "6": "gia"}.get(object_type, "discipline")


def _mend(index: str) -> str:
    """Inner spaces become dots, a dot stands between letters and digits, none at the end."""
    text = re.sub(r"\s*\.\s*", ".", index.strip())
    text = re.sub(r"\s+", ".", text)
    text = re.sub(r"(?<=[А-ЯЁ])(?=\d)", ".", text)
    return re.sub(r"\.{2,}", ".", text).strip(".")
