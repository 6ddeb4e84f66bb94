"""The verifier passes an untouched package and names every planted change (1.5, A12.6)."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from zhurnal.archive.actions.packing import make_package, pack
from zhurnal.archive.keys import archive_folder, package_path
from zhurnal.archive.prints import OF_GROUP
from zhurnal.archive.records import records_of, scope_of
from zhurnal.archive.rules import verify
from zhurnal.archive.rules.signing import sign
from zhurnal.assessment.rules import trace
from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import audit
from zhurnal.printing.queries.rows import RELATED, load_rows, replaced_results

_made: list[bytes] = []


@pytest.fixture
def package(db, request, tmp_path):
    """The path of a package of Э-21; made once, for nothing of it changes."""
    if not _made:
        world = request.getfixturevalue("written")
        actor = world.actor("deputy")
        _made.append(pack(actor, group_of(world), actor.now).body)
    path = tmp_path / "package.zip"
    path.write_bytes(_made[0])
    return path


def group_of(world):
    return Group.objects.of(world.id).select_related(*OF_GROUP).get(pk=world.groups["Э-21"].pk)


def faults(path, key=""):
    return verify.Package(str(path), key).faults


def altered(path, change):
    """The package with its files (name → bytes) changed by hand, as a ZIP tool would."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    made = path.with_name("altered.zip")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return made


def edit(kind, change, *, rehash=False, reindex=False):
    """Change the records of a kind; ``rehash``: with their own hashes, ``reindex``: with those of the index too."""

    def alter(files):
        name = f"data/{kind}.json"
        data = json.loads(files[name])
        change(data["records"])
        if rehash or reindex:
            for record in data["records"]:
                record["hash"] = verify.record_hash(record)
        files[name] = verify.canonical(data)
        if reindex:
            index = json.loads(files["hashes.json"])
            index[kind] = {record["id"]: record["hash"] for record in data["records"]}
            files["hashes.json"] = verify.canonical(index)

    return alter


def with_value(value):
    def change(records):
        records[0]["value"] = value

    return change


def test_an_untouched_package_passes_as_a_programme_alone(package, tmp_path):
    with zipfile.ZipFile(package) as archive:
        archive.extract("verify.py", tmp_path)
    told = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py"), str(package)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "Пакет цел" in told.stdout
    assert faults(package) == []


def test_a_changed_mark_is_named_with_its_student_and_lesson(package):
    found = faults(altered(package, edit("mark", with_value("2"))))
    named = [words for words in found if words.startswith("Изменена запись «отметка»")]
    assert len(named) == 1
    assert "занятие 24.11.2026" in named[0]
    assert "-А" in named[0]  # the surname of a made-up student
    assert "Изменён файл data/mark.json" in found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit("mark", with_value("2"), rehash=True), "Изменена запись «отметка»"),
        (edit("mark", with_value("2"), rehash=True, reindex=True), "Изменён файл hashes.json"),
        (edit("mark", lambda records: records.pop()), "Пропала запись «отметка»"),
        (edit("mark", lambda records: records.append({**records[0], "id": "x"}), rehash=True), "Лишняя запись «отметка» x"),
        (edit("mark", lambda records: records.append(records[0])), "повторена"),
        (edit("mark", lambda records: records.append("нечто")), "испорчена: у неё нет номера"),
        (edit("lesson_record", lambda records: records[0].update(topic="Другая тема")), "Изменена запись «запись занятия»"),
        (edit("person", lambda records: records[0].update(surname="Другой")), "Изменена запись «человек»"),
        (edit("history", lambda records: records[1].update(after="5"), rehash=True, reindex=True), "запись № 2 изменена"),
        (edit("history", lambda records: records.pop(1), rehash=True, reindex=True), "пропала запись № 2"),
        (edit("history", lambda records: records.pop(), rehash=True, reindex=True), "конец цепочки"),
        (edit("correction", lambda records: records.clear()), "Пропала запись «исправление»"),
        (lambda files: files.pop("group.xlsx"), "Пропал файл group.xlsx"),
        (lambda files: files.update({"group.xlsx": b"PK"}), "Изменён файл group.xlsx"),
        (lambda files: files.update({"verify.py": b"print('ok')"}), "Изменён файл verify.py"),
        (lambda files: files.update({"data/more.json": b"{}"}), "Лишний файл data/more.json"),
        (lambda files: files.pop("data/mark.json"), "Пропал файл data/mark.json"),
        (lambda files: files.update({"data/mark.json": b"{"}), "data/mark.json испорчен"),
        (lambda files: files.update({"data/mark.json": b"[]"}), "испорчены"),
        (lambda files: files.pop("manifest.json"), "Пропала опись"),
        (lambda files: files.pop("manifest.sig"), "Подпись не сходится"),
        (lambda files: files.update({"manifest.sig": b"00" * 64}), "Подпись не сходится"),
        (lambda files: files.update({"key.txt": b"no hex"}), "Подпись не сходится"),
        (lambda files: files.update({"manifest.json": files["manifest.json"].replace(b"2026/27", b"2025/26")}), "Подпись не сходится"),
        (lambda files: files.update({"manifest.json": b"[]"}), "испорчена"),
    ],
)  # fmt: skip
def test_every_planted_change_is_named(package, change, said):
    found = faults(altered(package, change))
    assert any(said in words for words in found), found


def test_a_package_signed_anew_by_a_stranger_fails_the_printed_fingerprint(package):
    seed = bytes(32)
    known = verify.Package(str(package)).key

    def forge(files):
        body = files["manifest.json"].replace(b"2026/27", b"2025/26")
        from zhurnal.archive.rules.signing import public_key

        files.update({"manifest.json": body, "manifest.sig": sign(seed, body).hex().encode(), "key.txt": public_key(seed).hex().encode()})  # fmt: skip

    forged = altered(package, forge)
    assert faults(forged) == []  # whole in itself: only the fingerprint on paper tells
    assert any("подписан другим ключом" in words for words in faults(forged, known))
    assert faults(package, known) == []


def test_a_file_twice_a_cut_file_and_no_file_are_told(package):
    twice = package.with_name("twice.zip")
    twice.write_bytes(package.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("data/mark.json", b"{}")
    assert any("дважды" in words for words in faults(twice))
    cut = package.with_name("cut.zip")
    cut.write_bytes(package.read_bytes()[:-200])
    assert faults(cut) == ["Файл не читается как архив ZIP: его нет, он обрезан или испорчен"]
    assert faults(package.with_name("none.zip")) == faults(cut)
    spoilt = bytearray(package.read_bytes())
    spoilt[len(spoilt) // 2] ^= 255
    bad = package.with_name("bad.zip")
    bad.write_bytes(bytes(spoilt))
    assert faults(bad)


def test_the_key_is_for_the_server_alone_and_stays_the_same(written):
    actor = written.actor("deputy")
    packed = pack(actor, group_of(written), actor.now)
    path = archive_folder(written.id) / "signing.key"
    assert path.stat().st_mode & 0o777 == 0o600
    made = make_package(actor, group_of(written))
    kept = package_path(written.id, made.pk)
    assert (made.key, faults(kept, packed.key)) == (packed.key, [])
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_package_holds_no_other_group_and_no_other_college(package):
    with zipfile.ZipFile(package) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("data/")).decode()
    assert "Калугин-А" in everything
    assert "-Б" not in everything
    assert "Калугина-А" not in everything  # a sister in the other group


def test_the_workbook_has_its_sheets(package):
    import openpyxl

    with zipfile.ZipFile(package) as archive:
        book = openpyxl.load_workbook(io.BytesIO(archive.read("group.xlsx")))
    assert book.sheetnames == [
        "Студенты", "Занятия", "Записи", "Итоги", "Ведомости", "Движение", "Исправления", "Места практики", "Дни практики",
        "Консультации", "Замечания",
    ]  # fmt: skip
    corrections = list(book["Исправления"].values)
    assert [row[4:7] for row in corrections[1:]] == [
        ("отметка", "3", "4"), ("тема занятия", "Закон Ома", "Закон Ома для цепи"),
    ]  # fmt: skip


def test_corrections_are_those_of_the_printed_journal_and_closing_a_term_is_none(written):
    group = group_of(written)
    actor, head = written.actor("deputy"), audit.lock(written.id, written.courses["electro"].pk)
    audit.append(head, actor, [audit.Event("assessment.term", "term:1", "open", "closed")])
    student = written.people["student"].pk
    mark = trace.result(student.hex, "term", written.term.pk.hex, written.courses["electro"].discipline_id.hex)
    events = [
        ({"value": "4"}, {"value": "3"}),
        (None, {"value": "4"}),
        ({"value": "4"}, {"value": "4", "proposed": "3"}),
    ]
    audit.append(head, actor, [audit.Event("assessment.result", mark, before, after) for before, after in events])
    found, _chains = records_of(scope_of(group))
    packed = {
        (one["journal"], trace.value_words(one["before"]) or one["before"]["text"]) for one in found["correction"]
    }
    courses = list(Course.objects.of(written.id).filter(group=group.pk).select_related(*RELATED))
    paper = load_rows(written.id, group, courses, actor.today).corrections
    electro = str(written.courses["electro"].pk)
    assert packed == {(electro, "3"), (electro, "Закон Ома"), (electro, "4")}
    (result,) = [one for one in found["correction"] if one["what"] == "result"]
    assert (result["student"], result["entry"], result["lesson"]) == (str(student), "семестровая отметка", "")
    paper = [*paper, *replaced_results(written.id, [written.courses["electro"].pk])]
    assert len(paper) == len(found["correction"]) == 3
    assert {str(told.chain) for told in paper} == {electro}


KEY = "ab12 cd34 ef56 0078 ab12 cd34 ef56 0078"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "какой пакет"),
        (["--key"], "нужен отпечаток"),
        (["a.zip", "--key"], "нужен отпечаток"),
        (["a.zip", "--key", "ab12"], "нужен отпечаток"),
        (["a.zip", "--key", "z" * 32], "нужен отпечаток"),
        (["--kei", KEY, "a.zip"], "--kei"),
        (["--key", KEY], "какой пакет"),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_examined(arguments, said, capsys):
    assert verify.main(arguments) == 2
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.zip", "b.zip", "--key", KEY],
        ["--key", KEY, "a.zip", "b.zip"],
        [f"--key={KEY.upper()}", "a.zip", "b.zip"],
        ["a.zip", "--key", *KEY.split(), "b.zip"],
    ],
)
def test_the_fingerprint_is_read_as_it_is_printed(arguments):
    assert verify.asked(arguments) == (["a.zip", "b.zip"], KEY.replace(" ", ""))


def test_every_named_package_is_examined(package, capsys):
    broken = package.with_name("broken.zip")
    broken.write_bytes(b"no")
    assert verify.main([str(package), str(broken)]) == 1
    told = capsys.readouterr().out
    assert ("Пакет цел" in told, "Пакет НЕ ЦЕЛ" in told) == (True, True)
