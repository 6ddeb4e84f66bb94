"""A snapshot sees one moment; writers neither wait for it nor change what it sees."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connections, transaction

from zhurnal.kernel.snapshot import snapshot
from zhurnal.organisation.models import College

pytestmark = pytest.mark.django_db(transaction=True)


def name(code):
    return {"code": code, "name": code, "short_name": code}


def test_a_snapshot_sees_one_moment_while_others_write():
    def written():
        try:
            with transaction.atomic():
                return College.objects.create(**name("later")).code
        finally:
            connections.close_all()

    College.objects.create(**name("first"))
    with ThreadPoolExecutor(1) as pool, snapshot():
        assert College.objects.count() == 1
        assert pool.submit(written).result(timeout=10) == "later"
        assert College.objects.count() == 1
    assert College.objects.count() == 2
    College.objects.create(**name("after"))  # writing goes on as before


def test_nothing_is_written_in_a_snapshot():
    with pytest.raises(DatabaseError), snapshot():
        College.objects.create(**name("no"))
    with transaction.atomic(), snapshot():  # the outer transaction may write
        College.objects.create(**name("yes"))
    assert College.objects.get().code == "yes"
