"""The list of parts (CycloneDX 1.5): every package of the locks with its version, hashes and licence. Pure.

The lock is what an installation is made of: pip takes nothing whose hash is not in it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

FORMAT, VERSION = "CycloneDX", "1.5"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<where>[^\\]+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package of a lock. ``where``: on which machines it is installed; nothing for all."""

    name: str
    version: str
    hashes: tuple[str, ...]
    where: str = ""

    @property
    def purl(self) -> str:
        """The address of the package, the same in every list of parts."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def pinned(lock: str) -> list[Pin]:
    """The packages of a lock with hashes. Raises ``ValueError`` for a line that it does not know: nothing is left out unseen."""
    found: list[Pin] = []
    for number, line in enumerate(lock.splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        pin, digest = PIN.match(words), HASH.match(words)
        if pin:
            found.append(Pin(pin["name"], pin["version"], (), pin["where"] or ""))
        elif digest and found:
            last = found[-1]
            found[-1] = Pin(last.name, last.version, (*last.hashes, digest[1]), last.where)
        else:
            message = f"line {number} of the lock is neither a package nor a hash: {words}"
            raise ValueError(message)
    bare = [one.name for one in found if not one.hashes]
    if bare:
        message = f"without hashes: {', '.join(bare)}"
        raise ValueError(message)
    return found


def bill(
    product: Pin, runtime: Sequence[Pin], develop: Iterable[Pin], licences: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The list of parts. ``licences``: by purl, in the words of CycloneDX; what only those who develop install is «excluded»."""
    own = {one.purl for one in runtime}
    parts = [_part(one, "required", licences) for one in runtime]
    parts += [_part(one, "excluded", licences) for one in develop if one.purl not in own]
    what = "\n".join(f"{part['purl']} {sorted(one['content'] for one in part['hashes'])}" for part in parts)
    return {
        "bomFormat": FORMAT,
        "specVersion": VERSION,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, product.purl + what)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": product.purl,
                "name": product.name,
                "version": product.version,
                "purl": product.purl,
            }
        },
        "components": sorted(parts, key=lambda part: str(part["purl"])),
        "dependencies": [{"ref": product.purl, "dependsOn": sorted(own)}],
    }


def _part(pin: Pin, scope: str, licences: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    part = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": scope,
        "purl": pin.purl,
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
    }
    licence = licences.get(pin.purl)
    part |= {"licenses": [dict(licence)]} if licence else {}
    return part | ({"properties": [{"name": "zhurnal:where", "value": pin.where}]} if pin.where else {})


def missing(told: Mapping[str, Any], locks: Iterable[Pin]) -> list[str]:
    """What of the locks is not in a list of parts, or is in it with other hashes."""
    known = {part["purl"]: {one["content"] for one in part["hashes"]} for part in told["components"]}
    return sorted({one.purl for one in locks if known.get(one.purl) != set(one.hashes)})
