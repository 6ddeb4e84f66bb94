"""The files of a OneRoster bundle: which they are, which version, what the manifest promises.

Form: 1EdTech OneRoster 1.1 CSV Tables and OneRoster 1.2 CSV Binding (``manifest.csv``: propertyName, value).
"""

from dataclasses import dataclass, field

from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.sources import Source, gather
from zhurnal.exchange.imports.readers.tables import Table, normal_title, read_table

READ = ("orgs", "academicSessions", "courses", "classes", "users", "roles", "enrollments", "demographics")
LEFT = [
    "categories",
    "classResources",
    "courseResources",
    "lineItems",
    "lineItemLearningObjectiveIds",
    "lineItemScoreScales",
    "resources",
    "results",
    "resultLearningObjectiveIds",
    "resultScoreScales",
    "scoreScales",
    "userProfiles",
    "userResources",
]
NEEDED = ("orgs", "users")
NAMES = {normal_title(name): name for name in (*READ, *LEFT, "manifest")}
MANIFEST = "manifest.csv"
SDS_FILES = frozenset(
    ["school", "section", "student", "studentenrollment", "teacher", "teacherroster", "relationships", "userflags"]
)
SDS = (
    "Это выгрузка Microsoft School Data Sync, а не OneRoster. Попросите выгрузить в формате OneRoster CSV 1.1 или 1.2."
)
HEADERS = frozenset(
    normal_title(title)
    for title in [
        "sourcedId",
        "status",
        "dateLastModified",
        "name",
        "title",
        "type",
        "role",
        "identifier",
        "parentSourcedId",
        "startDate",
        "endDate",
        "schoolYear",
        "grades",
        "courseSourcedId",
        "classCode",
        "classType",
        "location",
        "schoolSourcedId",
        "termSourcedIds",
        "subjects",
        "periods",
        "userSourcedId",
        "classSourcedId",
        "orgSourcedIds",
        "orgSourcedId",
        "givenName",
        "familyName",
        "username",
        "propertyName",
        "value",
        "courseCode",
        "roleType",
    ]
)


@dataclass
class Bundle:
    """What lay in the bundle."""

    version: str = ""
    system: str = ""
    tables: dict[str, Table] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)

    def provided(self, name: str) -> bool:
        """Whether references into this file can be checked."""
        return name in self.tables


def read_bundle(sources: tuple[Source, ...], limits: Limits, report: Report) -> Bundle:
    """All tables of a bundle; complaints about files that are missing, alien or in the way."""
    bundle, alien = Bundle(), ""
    for blob in gather(sources, ".csv", limits, report):
        stem = blob.name.rpartition("/")[2].removesuffix(".csv").removesuffix(".CSV")
        name = NAMES.get(normal_title(stem))
        if normal_title(stem) in SDS_FILES:
            report.add_once(Problem(blob.name, SDS, code="wrong_kind"))
            return Bundle()
        if name is None:
            alien = alien or blob.name
            reason = "Такого файла в выгрузке OneRoster не бывает, он не читается. Названия файлов менять нельзя."
            report.add(Problem(blob.name, reason, Severity.WARNING, "alien_file"))
        elif name in bundle.tables:
            report.add(Problem(blob.name, "Этот файл есть в выгрузке дважды. Оставьте один.", code="double_file"))
        elif name not in LEFT and (table := read_table(blob.name, blob.data, limits, report, HEADERS)):
            bundle.tables[name] = table
    if manifest := bundle.tables.pop("manifest", None):
        _read_manifest(bundle, manifest, report)
    elif bundle.tables:
        _guess_version(bundle, report)
    _check(bundle, alien, report)
    return bundle


def _read_manifest(bundle: Bundle, table: Table, report: Report) -> None:
    for row in table.rows:
        key, value = row.get("propertyname"), row.get("value").casefold()
        if key.startswith("file."):
            _read_mode(bundle, table, key[5:], value, row.line, report)
        elif key == "oneroster.version":
            bundle.version = value
        elif key == "source.systemName":
            bundle.system = "" if value in {"absent", "empty"} else row.get("value")
    _ask_about_changes(bundle, table, report)
    if bundle.version not in {"1.1", "1.2"}:
        reason = "Версия OneRoster не указана или незнакома (читаются 1.1 и 1.2). Определили по составу файлов."
        report.add(Problem(table.file, reason, Severity.QUESTION, "version", value=shorten(bundle.version)))
        bundle.version = _version_by_files(bundle)


def _read_mode(bundle: Bundle, manifest: Table, name: str, mode: str, line: int, report: Report) -> None:
    bundle.modes[name] = mode
    here = name in bundle.tables
    complain = (
        {
            ("delta", False): ("missing_file", Severity.WARNING, f"Файл {name}.csv обещан в описи, но его нет."),
            ("bulk", False): ("missing_file", Severity.ERROR, f"Файл {name}.csv обещан в описи, но его нет."),
            ("absent", True): (
                "unlisted_file",
                Severity.QUESTION,
                f"По описи файла {name}.csv нет, но он есть. Он прочитан.",
            ),
        }.get((mode, here))
        if name in READ
        else None
    )
    if mode not in {"bulk", "delta", "absent", ""}:
        complain = (
            "mode",
            Severity.WARNING,
            f"Для файла {name}.csv написано непонятное слово. Бывает bulk, delta, absent.",
        )
    if complain:
        code, severity, reason = complain
        report.add(Problem(manifest.file, reason, severity, code, line, manifest.title("value"), shorten(mode)))


def _ask_about_changes(bundle: Bundle, manifest: Table, report: Report) -> None:
    """A bundle of changes is taken as it is, with a question: what it leaves out is not gone (no import removes anything)."""
    names = [f"{name}.csv" for name, mode in bundle.modes.items() if mode == "delta" and name in bundle.tables]
    if names:
        reason = f"В выгрузке только изменения («delta»): {', '.join(names)}. Загрузится то, что в ней названо; остальное не тронуто."
        report.add(
            Problem(manifest.file, reason, Severity.QUESTION, "delta", column=manifest.title("value"), value="delta")
        )


def _guess_version(bundle: Bundle, report: Report) -> None:
    bundle.version = _version_by_files(bundle)
    reason = f"Описи {MANIFEST} нет. Читаем как полную выгрузку OneRoster {bundle.version}."
    report.add(Problem(MANIFEST, reason, Severity.QUESTION, "no_manifest"))


def _version_by_files(bundle: Bundle) -> str:
    return "1.2" if "roles" in bundle.tables else "1.1"


def _check(bundle: Bundle, alien: str, report: Report) -> None:
    if not bundle.tables:
        if alien or not report.has_errors():
            reason = "Ни одного файла выгрузки OneRoster (orgs.csv, users.csv, classes.csv…) не найдено."
            way = " Свою таблицу Excel или CSV с людьми, группами, нагрузкой загружают в «Списках»." if alien else ""
            report.add(Problem(alien or MANIFEST, reason + way, code="not_a_roster"))
        return
    for name in NEEDED:
        if name not in bundle.tables and bundle.modes.get(name) != "bulk":
            report.add(
                Problem(
                    f"{name}.csv", f"Нет файла {name}.csv, без него выгрузка неполна.", Severity.WARNING, "missing_file"
                )
            )
    if bundle.version == "1.2" and "users" in bundle.tables and "roles" not in bundle.tables:
        report.add(
            Problem("roles.csv", "В OneRoster 1.2 роли лежат в roles.csv, а его нет.", Severity.WARNING, "missing_file")
        )
