"""An order (приказ), the movement of each student it names, and results brought from elsewhere (A7.1, A7.3)."""

from django.db import models

from zhurnal.curriculum.models import Group
from zhurnal.movement.rules.kinds import KIND_WORDS, Kind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Order(CollegeOwned):
    """Приказ: number, date, what it does and on what ground. ``batch`` names the file it came from."""

    number = models.CharField(max_length=40)
    dated = models.DateField()
    kind = models.CharField(max_length=20, choices=[(kind.value, KIND_WORDS[kind]) for kind in Kind])
    ground = models.CharField(max_length=300, blank=True)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    batch = models.UUIDField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "dated"], name="movement_order_dated"),
            models.Index(fields=["college", "batch"], name="movement_order_batch"),
        ]

    def __str__(self) -> str:
        return self.number


class Movement(CollegeOwned):
    """What an order did with one student from a day on; an undone one stays and says who undid it.

    ``traces``: which rows it opened and closed, so that undoing finds them again. ``awaits``: its day has not come yet, and then
    something is left to do besides what follows from dates (a name to change, accounts to close).
    """

    order = CollegeForeignKey(Order)
    student = CollegeForeignKey(Person)
    effective = models.DateField()
    group_from = CollegeForeignKey(Group, null=True)
    group_to = CollegeForeignKey(Group, null=True)
    details = models.CharField(max_length=300, blank=True)
    traces = models.JSONField(default=dict)
    awaits = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "student", "effective"], name="movement_by_student"),
            models.Index(fields=["college", "effective"], name="movement_by_day"),
            models.Index(fields=["college", "order"], name="movement_by_order"),
            models.Index(fields=["college", "effective"], name="movement_awaiting", condition=models.Q(awaits=True)),
        ]

    def __str__(self) -> str:
        return f"{self.effective}"


class Credit(CollegeOwned):
    """Перезачтено: a result that a student brought from elsewhere; never a mark of our journal (A7.3).

    ``traces``: where it was counted, what stood there before, which debts it ended; empty for one that counts nowhere. An undone
    one stays and says who undid it and why.
    """

    student = CollegeForeignKey(Person)
    discipline = models.CharField(max_length=300)
    hours = models.SmallIntegerField(default=0)
    result = models.CharField(max_length=40)
    document = models.CharField(max_length=200)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    traces = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = CollegeForeignKey(Person, null=True)
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "student"], name="credit_by_student")]

    def __str__(self) -> str:
        return f"{self.discipline}: {self.result}"
