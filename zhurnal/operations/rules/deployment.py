"""What must be so where real people are: pure, from facts; ``zhurnal check`` prints it."""

from dataclasses import dataclass

from zhurnal.operations.rules.findings import Finding, Tone


@dataclass(frozen=True, slots=True)
class Setup:
    """How the installation is set up. ``open_files``: files that others than the owner may read; ``missing``: programmes."""

    debug: bool
    https: bool
    hosts: tuple[str, ...]
    trusted: tuple[str, ...]
    vendor: str
    sqlite: tuple[int, ...]
    durable: bool
    open_files: tuple[str, ...]
    key_of_copies: bool
    key_beside_copies: bool
    mail: bool
    missing: tuple[str, ...]


FAULTLESS_SQLITE = (3, 51, 3)


def examined(setup: Setup) -> list[Finding]:
    """Every line, good ones too."""
    real_names = [host for host in setup.hosts if host not in {"127.0.0.1", "localhost", "[::1]"}]
    return [
        _line("Страницы ошибок", not setup.debug, "скрыты", "показывают внутренности", "Уберите ZHURNAL_DEBUG."),
        _line("HTTPS", setup.https, "включён", "выключен", "За nginx или Caddy с сертификатом задайте ZHURNAL_HTTPS=1: без него пароли идут открыто."),
        _line("Имя сайта", bool(real_names), ", ".join(real_names), "не задано", "Задайте ZHURNAL_HOSTS=имя.сайта.", Tone.WARN),
        _line("Источник форм", not setup.https or bool(setup.trusted), "задан", "не задан", "Задайте ZHURNAL_TRUSTED_ORIGINS=https://имя.сайта, иначе формы за прокси не примут."),
        _line("Права на файлы", not setup.open_files, "только владельцу", f"читают посторонние: {', '.join(setup.open_files)}", "Выполните: chmod 600 файл, chmod 700 папка."),
        _line("Ключ копий", setup.key_of_copies, "есть", "не заведён", "Выполните: zhurnal backup --sheet лист.pdf, напечатайте и уберите в сейф.", Tone.WARN),
        _line("Ключ и копии врозь", not setup.key_beside_copies, "да", "ключ лежит в папке копий", "Перенесите ключ: ZHURNAL_BACKUP_KEY."),
        _line("Почта", setup.mail, "настроена", "не настроена", "Задайте ZHURNAL_MAIL, чтобы уходили напоминания и головы истории.", Tone.WARN),
        _line("Программы", not setup.missing, "на месте", f"нет: {', '.join(setup.missing)}", "apt install postgresql-client той же версии, что сервер."),
        _line("Надёжная запись", setup.durable, "включена", "база подтверждает запись до того, как она на диске", "PostgreSQL: fsync, full_page_writes и synchronous_commit должны быть включены."),
        *_sqlite(setup),
    ]  # fmt: skip


def _sqlite(setup: Setup) -> list[Finding]:
    if setup.vendor != "sqlite":
        return []
    version = ".".join(map(str, setup.sqlite))
    return [
        _line(
            "Версия SQLite",
            setup.sqlite >= FAULTLESS_SQLITE,
            version,
            f"{version} с ошибкой WAL",
            "Поставьте зависимости из requirements: в них свежая SQLite.",
        )
    ]


def _line(what: str, good: bool, said: str, wrong: str, todo: str, tone: Tone = Tone.BAD) -> Finding:
    return Finding(what, Tone.OK, said) if good else Finding(what, tone, wrong, todo)
