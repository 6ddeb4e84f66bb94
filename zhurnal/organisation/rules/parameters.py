"""What one college decides for itself (local acts are data: clause 1.2), with defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

SETTING = "setting:"
"""How the record of changes names a parameter: ``setting:grace_days``."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """A college's parameters.

    ``grace_days``: how many days after the lesson's day a teacher may still write (A3.4); each such entry counts as late.
    ``grace_unlimited``: as many as he likes, until the term is closed. ``month_closes_on``: lessons of a month are written until that day
    of the next one, whatever the grace, 0 for no such rule (A3.5).
    ``reason_after_days``: from which age of the lesson a changed mark needs a reason (1 = from the next day).
    ``leader_word``: how the college calls the leader of a group.
    ``adult_parents_need_consent``: a parent of an adult student sees nothing without the student's consent (A11.3).
    ``joined_hours_once``: a lesson of joined groups counts once in the teacher's hours, not once for each group (A5.3).
    ``mixed_groups_funding``: hours of a group of budget and paid students are split by their number («share») or go to the basis of
    the most («majority») (A5.11).
    ``five_from``, ``four_from``, ``three_from``: from which average, in hundredths, a mark is proposed (A4.5); ``credit_from``: «зач.».
    ``marks_needed``, ``missed_share``, ``unattested_when``: «н/а» is proposed to whom has fewer marks, or missed more per cent of the
    hours, or («both») only where both hold (A4.6). ``ill_share``: of whose missed hours this part is illness gets a personal term.
    ``year_marks``: which disciplines get a mark of the year: «never», «general» (the cycle of general education), «both» (whatever is
    taught in both terms, A4.1).
    ``hours_per_mark``, ``asked_within``, ``repaired_within``: a mark for so many hours, asked in the last lessons, a «2» followed
    within so many (A2.7, A2.8). ``page_weights``: a teacher may set weights of his own page (A2.11).
    ``findings_…``: from when the journal calls something a finding (1.11 d); what each says stands in ``objectivity.rules.thresholds``,
    shares in per cent, differences in hundredths of a mark.
    ``practice_day_hours``: hours of a day of practice, as pages of practice begin (A1.8).
    ``diploma_mark``: the mark of a discipline of several semesters is its last one («last») or their mean («average», A4.9).
    ``degree_of_unattested``: what «н/а» is worth in СОУ, 7 or 0; ``whole_percents``: percentages without tenths, everywhere (A8)
    but in the share of «5» for a diploma with honours, whose 75 % are a limit: 74,6 % are not yet enough and must not read «75».
    ``admission_works``: who has not done a practical, lab, graphic or course work is not admitted to the session (A4.2).
    ``staff_second_factor``: who is not only a student or a parent gets in with a second factor only (2.9, checklist 49);
    ``staff_second_factor_from``: from which ISO date.
    ``confirm_after_days``: from which age of the lesson a changed mark asks who is there, 0 for never (2.9).
    ``evening_hour``: from which hour teachers are reminded of what is not filled, 0 for never (A10.5); ``mail_notices``: by mail too.
    ``cards_an_hour_…``, ``files_an_hour``: how many different people's cards, and files, one account opens in an hour (four times as
    many in a day) before it must prove who it is; 0 for no limit (checklist 22).
    ``readings_days``: for how many days the record of who read whose data is kept, never less than a year (2.1).
    ``shared_idle_minutes``: after how many minutes without a touch staff must sign in again on a device that is not their own.
    ``policy``: which version of the policy of personal data is in force, 0 for none; ``policy_due``: the ISO date from which nobody goes on
    without having accepted it (2.1).
    """

    grace_days: int = 7
    grace_unlimited: bool = False
    month_closes_on: int = 0
    reason_after_days: int = 1
    leader_word: str = "куратор"
    adult_parents_need_consent: bool = True
    default_work: str = "oral"
    joined_hours_once: bool = True
    mixed_groups_funding: str = "share"
    five_from: int = 450
    four_from: int = 350
    three_from: int = 250
    credit_from: int = 250
    marks_needed: int = 3
    missed_share: int = 50
    unattested_when: str = "any"
    ill_share: int = 50
    year_marks: str = "never"
    hours_per_mark: int = 8
    asked_within: int = 5
    repaired_within: int = 3
    page_weights: bool = True
    findings_students: int = 8
    findings_marks: int = 20
    findings_raised_percent: int = 10
    findings_end_days: int = 14
    findings_end_percent: int = 50
    findings_sitting_percent: int = 30
    findings_old_days: int = 7
    findings_improved: int = 5
    findings_exam_gap: int = 30
    findings_strictness: int = 30
    practice_day_hours: int = 6
    diploma_mark: str = "last"
    degree_of_unattested: int = 7
    whole_percents: bool = False
    admission_works: bool = True
    staff_second_factor: bool = False
    staff_second_factor_from: str = "at once"
    confirm_after_days: int = 3
    evening_hour: int = 18
    mail_notices: bool = True
    shared_idle_minutes: int = 30
    readings_days: int = 400
    policy: int = 0
    policy_due: str = "never"
    cards_an_hour_family: int = 30
    cards_an_hour_teacher: int = 120
    cards_an_hour_office: int = 400
    files_an_hour: int = 60

    @property
    def leader_signs(self) -> str:
        """How the leader of a group signs a paper: «Куратор группы», «Классный руководитель»."""
        word = self.leader_word.strip()
        said = word[:1].upper() + word[1:]
        return said if " " in word else f"{said} группы"


def read_parameters(stored: Mapping[str, object]) -> Parameters:
    """Parameters from stored JSON; unknown names and values of a wrong type fall back to the default."""
    known = {}
    for item in fields(Parameters):
        value = stored.get(item.name)
        if value is not None and type(value) is type(item.default):
            known[item.name] = value
    return Parameters(**known)  # type: ignore[arg-type]
