"""What letters say. Russian, «вы», short sentences; the facts are handed in, nothing is looked up here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from contracts.values import VisitType

from notify.domain import NoticeKind

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
ZONES = {
    "Europe/Kaliningrad": "калининградское время",
    "Europe/Moscow": "МСК",
    "Europe/Samara": "самарское время",
    "Asia/Yekaterinburg": "екатеринбургское время",
    "Asia/Omsk": "омское время",
    "Asia/Novosibirsk": "новосибирское время",
    "Asia/Krasnoyarsk": "красноярское время",
    "Asia/Irkutsk": "иркутское время",
    "Asia/Yakutsk": "якутское время",
    "Asia/Vladivostok": "владивостокское время",
}
CONSENT_FOOTER = (
    "Вы получили это письмо, потому что разрешили уведомления в Mila. Запретить их можно в профиле. "
    "На письмо не нужно отвечать."
)
DOCTOR_FOOTER = "Вы получили это письмо, потому что принимаете пациентов в Mila. На письмо не нужно отвечать."
ALWAYS_FOOTER = "Это письмо отправлено по запросу в сервисе Mila. Если вы ничего не запрашивали, просто удалите его."


@dataclass(frozen=True)
class VisitFacts:
    """What a letter about a visit may tell; every text is ready to be read."""

    addressee: str
    service_title: str
    clinic_title: str
    visit_type: VisitType | None
    when: str
    doctor_name: str = ""
    link: str = ""
    previous_when: str = ""
    amount: str = ""


@dataclass(frozen=True)
class Words:
    """A letter without its address."""

    subject: str
    title: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    link: str = ""
    button: str = ""
    footer: str = CONSENT_FOOTER
    preview: str = field(default="")


def spell_time(moment: datetime, zone: str) -> str:
    """«вт, 24 ноября, 14:30 (МСК)» in the given zone."""
    local = moment.astimezone(ZoneInfo(zone))
    name = ZONES.get(zone) or f"UTC{local:%z}".removesuffix("00")
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]}, {local:%H:%M} ({name})"


def spell_money(kopecks: int) -> str:
    """«1 500 ₽», with kopecks only when there are any."""
    roubles, rest = divmod(kopecks, 100)
    whole = f"{roubles:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{whole},{rest:02d}\N{NO-BREAK SPACE}₽" if rest else f"{whole}\N{NO-BREAK SPACE}₽"


def _facts(facts: VisitFacts) -> tuple[tuple[str, str], ...]:
    place = "онлайн" if facts.visit_type is VisitType.ONLINE else facts.clinic_title
    named = (
        ("Врач", facts.doctor_name),
        ("Услуга", facts.service_title),
        ("Когда", facts.when),
        ("Приём", place),
    )
    return tuple((name, value) for name, value in named if value)


def _confirmed(facts: VisitFacts) -> Words:
    online = facts.visit_type is VisitType.ONLINE
    lines = (
        f"{facts.addressee}, вы записаны на приём.",
        "Подключиться можно в любой момент со страницы записи. Врач сам позвонит вам в назначенное время."
        if online
        else "Пожалуйста, приходите за 10 минут до начала и возьмите с собой паспорт.",
        "Отменить или перенести запись и вернуть предоплату полностью можно не позже, чем за 2 часа до начала."
        if online
        else "Если планы изменятся, отмените или перенесите запись на её странице.",
    )
    button = "Подготовиться к приему" if online else "Открыть запись"
    return Words(f"Вы записаны: {facts.when}", "Вы успешно записались", lines, _facts(facts), facts.link, button)


def _rescheduled(facts: VisitFacts) -> Words:
    lines = (f"{facts.addressee}, приём перенесён. Было: {facts.previous_when}.",)
    return Words(
        f"Приём перенесён: {facts.when}", "Приём перенесён", lines, _facts(facts), facts.link, "Открыть запись"
    )


def _cancelled(facts: VisitFacts) -> Words:
    money = (f"Вернём {facts.amount} на карту, с которой вы платили.",) if facts.amount else ()
    lines = (f"{facts.addressee}, приём отменён.", *money)
    return Words(f"Приём отменён: {facts.when}", "Приём отменён", lines, _facts(facts), facts.link, "Открыть запись")


def _refunded(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, мы вернули {facts.amount} за приём.",
        "Банк зачислит деньги на вашу карту обычно в течение нескольких дней.",
    )
    return Words(f"Возврат {facts.amount}", "Деньги возвращены", lines, _facts(facts), facts.link, "Открыть запись")


def _calling(facts: VisitFacts) -> Words:
    lines = (f"{facts.addressee}, врач звонит вам и ждёт в комнате консультации.",)
    return Words("Врач звонит вам", "Врач звонит вам", lines, _facts(facts), facts.link, "Подключиться")


def _conclusion(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, врач подготовил заключение по вашему приёму.",
        "Откройте его в разделе «Медкарта»: документ можно прочитать, сохранить и распечатать.",
    )
    return Words("Заключение врача готово", "Заключение готово", lines, _facts(facts), facts.link, "Показать документ")


def _to_doctor(subject: str, sentence: str) -> Callable[[VisitFacts], Words]:
    """Letters to doctors name no patient: a mailbox is no place for that."""

    def words(facts: VisitFacts) -> Words:
        lines = (f"{facts.addressee}, {sentence}",)
        what = (("Услуга", facts.service_title), ("Когда", facts.when))
        button = "Открыть рабочее место"
        return Words(f"{subject}: {facts.when}", subject, lines, what, facts.link, button, DOCTOR_FOOTER)

    return words


VISIT_LETTERS: dict[NoticeKind, Callable[[VisitFacts], Words]] = {
    NoticeKind.BOOKING_CONFIRMED: _confirmed,
    NoticeKind.BOOKING_RESCHEDULED: _rescheduled,
    NoticeKind.BOOKING_CANCELLED: _cancelled,
    NoticeKind.PAYMENT_REFUNDED: _refunded,
    NoticeKind.DOCTOR_CALLING: _calling,
    NoticeKind.CONCLUSION_READY: _conclusion,
    NoticeKind.VISIT_BOOKED: _to_doctor("Новая запись", "к вам записался пациент."),
    NoticeKind.VISIT_RESCHEDULED: _to_doctor("Приём перенесён", "приём перенесён на другое время."),
    NoticeKind.VISIT_CANCELLED: _to_doctor("Приём отменён", "приём отменён, время снова свободно."),
}


def verification_words(purpose: str, link: str) -> Words:
    """The letter that proves an address. ``purpose`` is identity's word for why."""
    subject, title, line, button = {
        "registration": (
            "Подтвердите адрес почты",
            "Осталось подтвердить адрес",
            "Нажмите кнопку, и кабинет в Mila будет готов. Ссылка действует 24 часа.",
            "Подтвердить адрес",
        ),
        "already_registered": (
            "У вас уже есть кабинет в Mila",
            "Кабинет уже есть",
            "На этот адрес пытались зарегистрироваться, но кабинет с ним уже есть. Войдите или восстановите пароль.",
            "Войти",
        ),
        "recovery": (
            "Восстановление пароля",
            "Новый пароль",
            "Нажмите кнопку и придумайте новый пароль. Ссылка действует 1 час и только один раз.",
            "Придумать пароль",
        ),
        "notification_email": (
            "Подтвердите адрес для уведомлений",
            "Осталось подтвердить адрес",
            "Нажмите кнопку, и уведомления Mila будут приходить на этот адрес.",
            "Подтвердить адрес",
        ),
    }[purpose]
    return Words(subject, title, (line,), (), link, button, ALWAYS_FOOTER)
