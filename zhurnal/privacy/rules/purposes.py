"""What a consent is asked for: each purpose is a document of its own, never a tick in another form (ч. 1 ст. 9 152-ФЗ)."""

from dataclasses import dataclass
from enum import StrEnum

from zhurnal.kernel.refusal import Refusal


class Purpose(StrEnum):
    """What the law and the contract do not cover."""

    PHOTO = "photo"
    PUBLICATION = "publication"
    MESSENGER = "messenger"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Paper:
    """A text that is signed; a changed text is another ``version``."""

    purpose: Purpose
    title: str
    version: int
    text: str


_END = (
    "Согласие действует, пока этот человек учится или работает в колледже, и его можно отозвать в любой день на странице «Персональные "
    "данные»: тогда колледж прекращает такую обработку и в течение 30 дней удаляет то, что собрал только для неё. Отказ не влияет на "
    "учёбу и оценки."
)
PAPERS = {
    paper.purpose: paper
    for paper in (
        Paper(
            Purpose.PHOTO, "Фото и видео для колледжа", 1,
            "О ком: {who}. Колледж может фотографировать и снимать его или её на видео на занятиях и мероприятиях и хранить снимки у себя: для "
            "личного дела, студенческого билета, стендов и отчётов. Данные: изображение, фамилия, имя, группа. Другим снимки не "
            "передаются. " + _END,
        ),
        Paper(
            Purpose.PUBLICATION, "Публикация на сайте колледжа", 1,
            "О ком: {who}. Колледж может размещать на своём сайте и официальных страницах фамилию, имя, группу, фотографии и достижения. "
            "Сведения видны неограниченному кругу лиц; использовать их для рекламы и передавать дальше нельзя. " + _END,
        ),
        Paper(
            Purpose.MESSENGER, "Сообщения в мессенджере", 1,
            "О ком: {who}. Колледж может писать в российский мессенджер по указанному номеру. Данные: имя, номер телефона. В сообщениях нет "
            "оценок и фамилий, только приглашение открыть журнал. " + _END,
        ),
        Paper(
            Purpose.PRACTICE, "Передача сведений предприятию практики", 1,
            "О ком: {who}. Колледж может передать предприятию, где проходит практика, фамилию, имя, отчество, группу, специальность и "
            "телефон: для допуска на предприятие и ведения практики. " + _END,
        ),
    )
}  # fmt: skip


ASKED = tuple(purpose for purpose in Purpose if purpose is not Purpose.MESSENGER)
"""For what a consent is asked today. The journal writes to no messenger, so it asks nobody for that; what was signed is read and taken back."""
NOT_ASKED = Refusal("not_asked", "Журнал ничего не пишет в мессенджеры, поэтому такое согласие больше не нужно.")


def text_of(purpose: Purpose, who: str) -> str:
    """The words that are signed; ``who``: the subject's full name."""
    return PAPERS[purpose].text.replace("{who}", who)


def paper_words(purpose: Purpose, who: str) -> str:
    """What stands here for a text that was signed on paper."""
    return f"Подписано на бумаге: {PAPERS[purpose].title.lower()}. О ком: {who}. Текст – в самой бумаге."
