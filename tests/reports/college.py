"""A demonstration college in the database with what a term would bring it: results of the running term, released ones, a debt retaken."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.demo.colleges import NOW, TODAY
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course, Group, Membership, SubgroupMembership
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.progress import Progress
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, RoleGrant

SIZES = {"Э-11": 8, "Э-21": 25, "Э-31": 10, "Э-41": 22}
VALUES = ("5", "5", "5", "4", "4", "4", "3", "на", "осв", "2", "")
GOOD = ("5", "5", "5", "4", "4", "осв")
NEARLY = {1: ("4", "5"), 2: ("3", "4")}  # one four among fives, one three among fours
CREDITED = "ОГСЭ.04"  # физкультура ends with a credit


def written_college():
    """The same college each time: four groups of the pictured plan, a year of study each."""
    chosen = tuple(replace(group, size=SIZES[group.name]) for group in specs.VEK_GROUPS if group.name in SIZES)
    college = load(build_college(replace(specs.VEK, groups=chosen, parents=16), TODAY, NOW), Progress(0))
    _term(college)
    return college


def _term(college):
    """Term results of the running term: of the first and the last year nobody's yet, of the last page of a group nobody's either."""
    chance, rows, of = random.Random(11), [], college.pk
    members = list(Membership.objects.of(of).order_by("student__surname", "student__given", "pk"))
    parts = {(row.subgroup_id, row.student_id) for row in SubgroupMembership.objects.of(of)}
    for group in Group.objects.of(of).exclude(name__in=("Э-11", "Э-41")).order_by("name"):
        pages = list(
            Course.objects.of(of)
            .filter(group=group, term__year=group.year_id, term__number=1)
            .select_related("discipline", "term")
            .order_by("discipline__index", "subgroup__number")
        )
        own, done = [row for row in members if row.group_id == group.pk], set()
        for number, page in enumerate(pages[:-1]):
            for place, row in enumerate(own):
                key = row.student_id, page.discipline_id
                inside = page.subgroup_id is None or (page.subgroup_id, row.student_id) in parts
                value = chance.choice(GOOD if place % 3 == 0 else VALUES)
                if place % 5 in NEARLY:
                    value = NEARLY[place % 5][bool(number)]
                if key in done or not inside or not value:
                    continue
                done.add(key)
                if page.discipline.index == CREDITED:
                    value = {"2": "незач", "на": "на", "осв": "осв"}.get(value, "зач")
                rows.append(
                    Result(
                        college=college, student_id=row.student_id, discipline=page.discipline, term=page.term,
                        semester=group.course_year * 2 - 1, group=group, course=page, level="term", value=value,
                        set_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC) + timedelta(days=chance.randrange(20)),
                    )
                )  # fmt: skip
    standing = set(Result.objects.of(of).filter(level="term").values_list("student_id", "discipline_id", "term_id"))
    Result.objects.bulk_create(row for row in rows if (row.student_id, row.discipline_id, row.term_id) not in standing)


def office(college, role="deputy_academic"):
    """Somebody of the office."""
    grant = RoleGrant.objects.of(college.pk).filter(role=role).order_by("pk").first()
    account = Account.objects.of(college.pk).select_related("person", "college").get(person=grant.person_id)
    return actor_of(account)
