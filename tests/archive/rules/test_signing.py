"""The library signs, the verifier's own arithmetic knows it: the vectors of RFC 8032 (7.1), random keys, every kind of forgery."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhurnal.archive.rules.signing import public_key, sign
from zhurnal.archive.rules.verify import ORDER, signature_holds

# Secret key, public key, message, signature: tests 1–3 of RFC 8032, 7.1.
VECTORS = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard(secret, public, message, signature):
    secret, public, message, signature = (bytes.fromhex(text) for text in (secret, public, message, signature))
    assert (public_key(secret), sign(secret, message)) == (public, signature)
    assert signature_holds(public, message, signature)


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=64), st.integers(0, 511))
def test_what_the_library_signs_the_verifier_knows_and_nothing_else(secret, message, bit):
    public, signature = public_key(secret), sign(secret, message)
    assert signature_holds(public, message, signature)
    spoilt = bytearray(signature)
    spoilt[bit // 8] ^= 1 << bit % 8
    assert not signature_holds(public, message, bytes(spoilt))
    assert not signature_holds(public, message + b"x", signature)


def test_a_signature_written_otherwise_is_refused():
    secret, message = bytes(range(32)), b"manifest"
    signature = sign(secret, message)
    larger = int.from_bytes(signature[32:], "little") + ORDER  # the same number once around: malleable, so refused
    assert not signature_holds(public_key(secret), message, signature[:32] + larger.to_bytes(32, "little"))
    assert not signature_holds(public_key(secret), message, signature[:-1])
    with pytest.raises(ValueError, match="32"):
        public_key(b"short")
