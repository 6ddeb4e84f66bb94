"""The list of parts holds every package of the locks, with its hashes; one that lacks any is found out."""

import io
import json
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from zhurnal.operations.queries.parts import DEVELOP, RUNTIME, locked
from zhurnal.operations.rules.parts import missing, pinned

PLAIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


@pytest.fixture(scope="module")
def told():
    out = io.StringIO()
    call_command("sbom", stdout=out)
    return json.loads(out.getvalue())


def text_of(name):
    return (settings.BASE_DIR / "requirements" / name).read_text("utf-8")


def test_it_has_the_form_of_cyclonedx(told):
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told["serialNumber"])
    assert told["metadata"]["component"]["purl"].startswith("pkg:pypi/zhurnal@")
    for part in told["components"]:
        assert set(part) >= {"type", "bom-ref", "name", "version", "purl", "scope", "hashes"}
        assert (part["type"], part["scope"] in {"required", "excluded"}) == ("library", True)
        assert part["hashes"]
        assert all(one["alg"] == "SHA-256" and re.fullmatch("[0-9a-f]{64}", one["content"]) for one in part["hashes"])
    references = [part["bom-ref"] for part in told["components"]]
    assert len(references) == len(set(references))


@pytest.mark.parametrize("name", [RUNTIME, DEVELOP])
def test_every_package_of_the_lock_is_in_it_with_all_its_hashes(told, name):
    text = text_of(name)
    assert len(locked(name)) == len(PLAIN.findall(text)) > 20
    assert sum(len(one.hashes) for one in locked(name)) == text.count("--hash=")
    assert missing(told, locked(name)) == []
    scopes = {part["name"]: part["scope"] for part in told["components"]}
    assert {scopes[one.name] for one in locked(RUNTIME)} == {"required"}


@pytest.mark.parametrize("spoil", ["taken away", "another version", "another hash"])
def test_a_list_that_lacks_a_package_is_found_out(told, tmp_path, spoil):
    parts = json.loads(json.dumps(told))
    django = next(part for part in parts["components"] if part["name"] == "django")
    if spoil == "taken away":
        parts["components"].remove(django)
    elif spoil == "another version":
        django["purl"] = "pkg:pypi/django@1.0"
    else:
        django["hashes"][0]["content"] = "0" * 64
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(told), "utf-8")
    call_command("sbom", "--check", str(kept), stdout=io.StringIO())
    kept.write_text(json.dumps(parts), "utf-8")
    with pytest.raises(CommandError, match="pkg:pypi/django@5"):
        call_command("sbom", "--check", str(kept), stdout=io.StringIO())


def test_licences_are_those_that_installed_packages_tell(told):
    licences = {part["name"]: part.get("licenses") for part in told["components"]}
    assert licences["django"] == [{"expression": "BSD-3-Clause"}]
    bare = [part["name"] for part in told["components"] if part["scope"] == "required" and not part.get("licenses")]
    assert set(bare) <= {one.name for one in locked(RUNTIME) if one.where}  # not on every machine; pysqlite3 tells none


@pytest.mark.parametrize(("line", "named"), [("-e ./own", "line 3"), ("other==1.0 \\", "without hashes: other")])
def test_a_line_that_it_does_not_know_is_not_passed_over(line, named):
    with pytest.raises(ValueError, match=named):
        pinned(f"one==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{'a' * 64}\n{line}\n")
