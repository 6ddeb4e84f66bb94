"""What a person chooses of the look is kept, and he stays where he was; whatever was typed for «where» is an address of ours or the first page (T21)."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "led"),
    [
        ("/help/start/?a=1", "/help/start/?a=1"),
        ("", "/"),
        ("zhurnal", "/"),  # once taken for the name of a view: a failure of the server
        ("opening:years", "/"),
        ("help/start", "/"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("http://[", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nSet-Cookie: a=1", "/%0D%0ASet-Cookie:%20a=1"),
    ],
)
def test_whatever_is_typed_leads_to_a_page_of_ours(client, typed, led):
    answer = client.post("/appearance/", {"theme": "dark", "next": typed})
    assert (answer.status_code, answer["Location"]) == (302, led)
    assert answer.cookies["appearance"].value.startswith("dark|")
