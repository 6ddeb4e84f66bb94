"""1.2: the journal acts under the laws on education, information and personal data, and under the college's own acts."""

from zhurnal.organisation.models import College


def lock_of_yesterday(college, enter):
    rows = {row["id"]: row for row in enter("teacher").journal("electro")["lessons"]}
    return rows[college.lessons["yesterday"].pk.hex]["lock"]


def test_1_2_a_local_act_is_a_setting_and_no_code(college, enter):
    """Until when a lesson may be written is said by the college."""
    assert lock_of_yesterday(college, enter) is None
    College.objects.filter(pk=college.id).update(parameters={"grace_days": 0})
    assert lock_of_yesterday(college, enter) is not None


def test_1_2_who_opened_whose_data_is_known_to_the_person_himself(college, enter):
    """152-ФЗ: a reading of personal data leaves a trace that its subject reads."""
    leader = college.people["leader"].surname
    assert leader not in enter("student").sees("/privacy/seen/")
    enter("leader").sees(f"/journals/{college.courses['electro'].pk}/")
    assert leader in enter("student").sees("/privacy/seen/")
