"""3.5: what a family reports of its changed data is written, and the record keeps what was before (data changes)."""

import pytest

from tests.dictionaries.conftest import begun
from zhurnal.people.models import Person

pytestmark = pytest.mark.django_db


def test_3_5_a_parents_new_mail_and_name_are_written_with_what_was_before(college):
    client = college.client("administrator")
    right = client.post("/lists/parents/", {"words": "удальцова"}).context["view"].rows[0]
    address = f"/lists/parents/{right.pk}/"
    client.post(address, {**begun(client, address), "surname": "Петрова-А", "email": "mother@example.org"})
    parent = Person.objects.of(college.id).get(pk=college.people["other_parent"].pk)
    assert (parent.surname, parent.email) == ("Петрова-А", "mother@example.org")
    text = client.get(address).content.decode()
    assert "<del>Удальцова-А</del> → <ins>Петрова-А</ins>" in text
