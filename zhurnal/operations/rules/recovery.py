"""The key as people print and type it: letters and digits that are not confused, with a check sum."""

from base64 import b32decode, b32encode
from hashlib import sha256

from zhurnal.operations.rules.sealing import KEY_BYTES

_CHECK, _GROUP = 3, 4
MISTYPED = "Ключ набран с ошибкой: контрольная сумма не сходится. Сверьте каждую группу с листом восстановления."


def printed(key: bytes) -> str:
    """56 letters and digits in 14 groups."""
    letters = b32encode(key + sha256(key).digest()[:_CHECK]).decode("ascii")
    return " ".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def typed(text: str) -> bytes:
    """The key of what somebody typed from the sheet: small letters, spaces and dashes are no mistake, 0 is O and 1 is I.

    Raises ``ValueError`` with a sentence.
    """
    letters = "".join(sign for sign in text.upper() if sign.isalnum()).replace("0", "O").replace("1", "I")
    try:
        whole = b32decode(letters.encode("ascii"))
    except (ValueError, UnicodeEncodeError) as error:
        raise ValueError(MISTYPED) from error
    key, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    if len(key) != KEY_BYTES or check != sha256(key).digest()[:_CHECK]:
        raise ValueError(MISTYPED)
    return key
