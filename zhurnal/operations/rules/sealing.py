"""Sealing copies: AES-256-GCM by pieces (the STREAM construction), the algorithm named in the head of the file (checklist 75).

Each file has a key of its own, derived from the installation's key and a salt in the head; each piece is bound to the head,
to its number and to whether it is the last. So a changed, moved, lost or added byte is told before anything is believed.
"""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"ZHURNAL-COPY\n"
ALGORITHM = "AES-256-GCM-STREAM-HKDF-SHA256"
KEY_BYTES = 32
PIECE = 1024 * 1024
TAG = 16
_PREFIX, _MOST_HEAD = 7, 8192


class Unsealable(Exception):
    """The file is not opened; the text is one Russian sentence that says why and what to do."""


FOREIGN = "Это не резервная копия журнала: у файла другое начало. Возьмите файл с окончанием .copy."
SPOILED = "Копия испорчена или изменена: подпись её содержимого не сходится. Возьмите другую копию."
UNKNOWN = "Копия закрыта способом, которого эта версия журнала не знает ({0}). Обновите журнал."
OTHER_KEY = "Копия закрыта другим ключом ({0}), а здесь ключ {1}. Введите ключ с листа восстановления: --key-file."


def key_name(key: bytes) -> str:
    """How a key is called in heads and on the recovery sheet: 8 hexadecimal digits."""
    return sha256(b"zhurnal copy key" + key).hexdigest()[:8]


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, ALGORITHM.encode()).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return bytes(_PREFIX) + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


class Sealer:
    """A file to write into; ``close`` seals the last piece, without it the copy does not open. ``told`` stands in the open head."""

    def __init__(self, target: IO[bytes], key: bytes, told: Mapping[str, str]) -> None:
        salt = os.urandom(32)
        head = {**told, "algorithm": ALGORITHM, "key": key_name(key), "salt": salt.hex()}
        self._head = MAGIC + json.dumps(head, ensure_ascii=True, sort_keys=True).encode() + b"\n"
        self._cipher, self._target, self._rest, self._number = _cipher(key, salt), target, bytearray(), 0
        target.write(self._head)

    def write(self, data: bytes) -> int:
        """Take bytes; whole pieces go out sealed."""
        self._rest += data
        while len(self._rest) > PIECE:
            self._put(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing: a piece goes out when it is whole."""

    def close(self) -> None:
        """Seal what is left."""
        self._put(bytes(self._rest), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, self._head))
        self._number += 1


def read_head(source: IO[bytes]) -> tuple[bytes, dict[str, str]]:
    """The open head: its bytes and what it tells. Raises ``Unsealable``."""
    if source.read(len(MAGIC)) != MAGIC:
        raise Unsealable(FOREIGN)
    line = source.readline(_MOST_HEAD)
    try:
        head = json.loads(line)
        told = {str(name): str(value) for name, value in head.items()}
        bytes.fromhex(told["salt"])
        told["key"], told["algorithm"]
    except (ValueError, KeyError, AttributeError) as error:
        raise Unsealable(SPOILED) from error
    return MAGIC + line, told


class Unsealer:
    """A file to read from. No byte is given out whose piece does not hold; raises ``Unsealable``."""

    def __init__(self, source: IO[bytes], key: bytes) -> None:
        self._head, self.told = read_head(source)
        if self.told["algorithm"] != ALGORITHM:
            raise Unsealable(UNKNOWN.format(self.told["algorithm"][:40]))
        if self.told["key"] != key_name(key):
            raise Unsealable(OTHER_KEY.format(self.told["key"][:8], key_name(key)))
        self._cipher = _cipher(key, bytes.fromhex(self.told["salt"]))
        self._source, self._number, self._ready, self._ended = source, 0, bytearray(), False
        self._next = source.read(PIECE + TAG)

    def read(self, size: int = -1) -> bytes:
        """Bytes as they were sealed."""
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._take()
        given = bytes(self._ready) if size < 0 else bytes(self._ready[:size])
        del self._ready[: len(given)]
        return given

    def _take(self) -> None:
        piece, self._next = self._next, self._source.read(PIECE + TAG)
        last = not self._next
        try:
            self._ready += self._cipher.decrypt(_nonce(self._number, last=last), piece, self._head)
        except (InvalidTag, ValueError) as error:
            raise Unsealable(SPOILED) from error
        self._number += 1
        self._ended = last
