"""Words of the lists that go to the state (A9)."""

from zhurnal.kernel.refusal import Refusal

NOT_LAST = Refusal(
    "not_last_course",
    "В ФИС ФРДО передают документы выпускников, а группа %(group)s на %(course)s курсе и в этом году не выпускается.",
)
