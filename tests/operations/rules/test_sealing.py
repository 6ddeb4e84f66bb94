"""A sealed copy opens with its key and with every byte as it was; else it is refused with a sentence (checklist 75)."""

import io

import pytest

from zhurnal.operations.rules import sealing
from zhurnal.operations.rules.recovery import printed, typed
from zhurnal.operations.rules.sealing import Sealer, Unsealable, Unsealer

KEY = bytes(range(32))


def sealed(data: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, key, {"made": "2026-11-24"})
    sealer.write(data)
    sealer.close()
    return target.getvalue()


def opened(data: bytes, key: bytes = KEY) -> bytes:
    return Unsealer(io.BytesIO(data), key).read()


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", 64)


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 500])
def test_what_was_sealed_comes_back(size):
    data = bytes(number % 251 for number in range(size))
    assert opened(sealed(data)) == data
    assert b"AES-256-GCM" in sealed(data)


def test_every_flipped_bit_is_refused_with_a_sentence():
    whole = sealed(b"marks of a year " * 12)
    for place in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            with pytest.raises(Unsealable, match=r"Копия|Это не резервная копия"):
                opened(bytes(changed))


@pytest.mark.parametrize("cut", [1, 16, 17, 80, 200])
def test_a_cut_a_lengthened_and_a_shuffled_copy_is_refused(cut):
    whole = sealed(b"x" * 400)
    start, piece = whole.index(b"\n", 20) + 1, 64 + sealing.TAG
    shuffled = (
        whole[:start]
        + whole[start + piece : start + 2 * piece]
        + whole[start : start + piece]
        + whole[start + 2 * piece :]
    )
    for spoiled in (whole[:-cut], whole + b"\0" * cut, shuffled, whole[: start + piece]):
        with pytest.raises(Unsealable):
            opened(spoiled)


def test_another_key_is_named():
    with pytest.raises(Unsealable, match=sealing.key_name(KEY)):
        opened(sealed(b"x"), bytes(32))


def test_the_printed_key_is_typed_back_with_the_slips_of_people():
    words = printed(KEY)
    assert len(words.split()) == 14
    assert typed(words.lower().replace(" ", "-")) == KEY
    assert typed(words.replace("O", "0").replace("I", "1")) == KEY
    for wrong in (words[:-1], words.replace("A", "B", 1), "", "ключ"):
        with pytest.raises(ValueError, match="Ключ набран с ошибкой"):
            typed(wrong)
