"""The sentences behind the keys of ``ledger.py`` in every room: how long, by whom destroyed, where from, which kind (T20)."""

from dataclasses import dataclass

from zhurnal.kernel.holdings import ERASED, GIVEN_OUT, Category


@dataclass(frozen=True, slots=True)
class Term:
    """How long rows are kept and what ends them; ``by_machine``: the product removes them by itself."""

    words: str
    end: str
    by_machine: bool = False


BY_ACT = "слова и имена стирает программа по акту об уничтожении персональных данных, числа остаются ничьими"
BY_COMMISSION = "отбирает комиссия колледжа по акту; сами строки программа не стирает"
TERMS = {
    "college": Term("Сведения о колледже, а не о людях: пока ведётся журнал", "не уничтожаются"),
    "person": Term("Пока человек учится или работает и ещё год; имя – пока хранятся документы, где он назван", BY_ACT),
    "account": Term("Пока у человека есть роль в колледже и ещё год", BY_ACT),
    "session": Term(
        "До конца сеанса: на чужом устройстве до 12 часов, на своём до 90 дней", "стирает сама программа", by_machine=True
    ),
    "journal": Term("Срок журналов по номенклатуре дел колледжа, обычно 5 лет после учебного года", BY_ACT),
    "summary": Term("Срок сводных ведомостей и личных дел по номенклатуре дел, обычно 75 лет", BY_ACT),
    "statement": Term("Срок ведомостей по номенклатуре дел, обычно 5 лет после учебного года", BY_ACT),
    "order": Term("Срок приказов по контингенту по номенклатуре дел, обычно 75 лет", BY_ACT),
    "work": Term("Рабочие записи: вместе с журналами того учебного года", BY_ACT),
    "history": Term("Не меньше срока записей, о которых история рассказывает; не переписывается", "имена и пояснения стирает программа по акту, цепочка и без них сходится; сама история остаётся"),
    "act": Term("Акты об уничтожении и выписки к ним: не меньше 3 лет", BY_COMMISSION),
    "consent": Term("Пока действует согласие и ещё 3 года после отзыва или окончания", BY_ACT),
    "readings": Term("Не меньше года", "стирает сама программа по истечении срока", by_machine=True),
    "notice": Term(
        "Уведомления: 60 дней после прочтения, но не дольше 180 дней; отчёты: 180 дней", "стирает сама программа", by_machine=True
    ),
    "import": Term("Строки загрузки файла: из реестров 30 дней, остальные год; итог загрузки остаётся", "стирает сама программа", by_machine=True),
    "file": Term("Файл готовой работы: 7 дней; строка о ней остаётся", "файл стирает сама программа", by_machine=True),
    "paper": Term("Содержимое: до ответа на причину пропуска", "стирает сама программа вместе с ответом", by_machine=True),
}  # fmt: skip

SOURCES = {
    "order": "приказы и личное дело",
    "staff": "записали сотрудники колледжа",
    "self": "сообщил сам человек или его представитель",
    "file": "файлы, которые колледж загрузил из других программ",
    "machine": "записала программа по ходу работы",
}

CATEGORY_WORDS = {
    Category.IDENTITY: "кто это: имя, дата рождения, связь, логин, устройство",
    Category.FACT: "сведения о человеке",
    Category.SPECIAL: "может быть о здоровье, инвалидности, льготах (ст. 10 152-ФЗ)",
    Category.FREE: "свободный текст, где может быть назван человек",
    Category.MIXED: "сведения о нескольких людях в одном значении",
    Category.WITHHELD: "секрет: чем подтверждается вход или запись; прочесть его из базы нельзя",
    Category.LINK: "о ком строка",
    Category.MAKER: "кто записал",
    Category.PLAIN: "не о человеке",
}

BACKUP = "входит в зашифрованную копию базы целиком; срок копии задаёт ZHURNAL_BACKUP_KEEP"


def given_out(category: Category) -> str:
    """What the subject gets of a column."""
    if category in GIVEN_OUT or category in (Category.LINK, Category.MAKER):
        return "выдаётся"
    return {
        Category.MIXED: "не выдаётся: там и другие люди, выписку делает ответственный",
        Category.WITHHELD: "не выдаётся никому",
    }.get(category, "не о человеке")


def made_nameless(category: Category) -> str:
    """What becomes of a column when its person is made nameless."""
    if category in ERASED:
        return "стирается"
    return "остаётся" if category is Category.PLAIN else "остаётся, но уже ничьё"
