"""The append-only record of changes, chained by hash (clause 1.5; ``domain.md`` A3.3).

Actor and target are plain values, not foreign keys: a record outlives its author, and the kernel points nowhere. The owner
is a plain UUID for the same reason.
"""

from django.db import models

from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models.rows import OwnedManager


class Change(models.Model):
    """One event: who, when, what was, what became, why, from where. Never deleted, and changed by acts alone: names, devices, reasons
    (``kernel.forgetting``).

    ``chain`` is the journal page, ``seq`` counts from 1 without gaps inside it, ``hash`` covers the previous hash.
    ``key`` is the client's idempotency key; the same key is written once in a college.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    college_id = models.UUIDField()
    chain = models.UUIDField()
    seq = models.IntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    door = models.CharField(max_length=20)
    device = models.CharField(max_length=80, blank=True)
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    salt = models.BinaryField(max_length=16)
    key = models.UUIDField(null=True)
    hash = models.BinaryField(max_length=32)

    objects = OwnedManager["Change"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["college_id", "chain", "seq"], name="change_college_chain_seq"),
            models.UniqueConstraint(fields=["college_id", "key"], name="change_college_key"),
        ]
        indexes = [models.Index(fields=["college_id", "target"], name="change_college_target")]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.action}"


class ChainHead(models.Model):
    """The last link of a chain. Whoever appends locks this row, so one journal is written in one order."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    college_id = models.UUIDField()
    chain = models.UUIDField()
    seq = models.IntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes(32))

    objects = OwnedManager["ChainHead"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["college_id", "chain"], name="chainhead_college_chain")]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq}"
