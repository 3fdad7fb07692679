"""What letters to patients say. Russian, «вы», short sentences; the facts are handed in, nothing is looked up here."""

from collections.abc import Callable

from contracts.values import CancelledBy

from notify.actions.wording.words import VisitFacts, Words, facts_of
from notify.domain import NoticeKind

OPEN_RECORD = "Открыть запись"
CALLS_HIMSELF = "Врач сам позвонит вам в назначенное время."


def _confirmed(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, вы записаны на приём.",
        f"Подключиться можно в любой момент со страницы записи. {CALLS_HIMSELF}"
        if facts.online
        else "Пожалуйста, приходите за 10 минут до начала и возьмите с собой паспорт.",
        "Отменить или перенести запись и вернуть предоплату полностью можно не позже, чем за 2 часа до начала."
        if facts.online
        else "Если планы изменятся, отмените или перенесите запись на её странице.",
    )
    button = "Подготовиться к приему" if facts.online else OPEN_RECORD
    return Words(f"Вы записаны: {facts.when}", "Вы успешно записались", lines, facts_of(facts), facts.link, button)


def _rescheduled(facts: VisitFacts) -> Words:
    lines = (f"{facts.addressee}, приём перенесён. Было: {facts.previous_when}.",)
    return Words(f"Приём перенесён: {facts.when}", "Приём перенесён", lines, facts_of(facts), facts.link, OPEN_RECORD)


WHO_CANCELLED = {
    CancelledBy.PATIENT: "вы отменили приём.",
    CancelledBy.DOCTOR: "врач отменил приём. Нам жаль, что так вышло.",
    CancelledBy.CLINIC: "клиника отменила приём. Нам жаль, что так вышло.",
}


def _cancelled(facts: VisitFacts) -> Words:
    who = WHO_CANCELLED.get(facts.cancelled_by) if facts.cancelled_by else None
    money = (f"Вернём {facts.amount} на карту, с которой вы платили.",) if facts.amount else ()
    lines = (f"{facts.addressee}, {who or 'приём отменён.'}", *money)
    return Words(f"Приём отменён: {facts.when}", "Приём отменён", lines, facts_of(facts), facts.link, OPEN_RECORD)


def _refunded(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, мы вернули {facts.amount} за приём.",
        "Банк зачислит деньги на вашу карту обычно в течение нескольких дней.",
    )
    return Words(f"Возврат {facts.amount}", "Деньги возвращены", lines, facts_of(facts), facts.link, OPEN_RECORD)


def _reminder(title: str) -> Callable[[VisitFacts], Words]:
    def words(facts: VisitFacts) -> Words:
        where = (
            f"Подключиться можно уже сейчас. {CALLS_HIMSELF}"
            if facts.online
            else "Пожалуйста, приходите за 10 минут до начала и возьмите с собой паспорт."
        )
        button = "Подготовиться" if facts.online else OPEN_RECORD
        lines = (f"{facts.addressee}, напоминаем о приёме.", where)
        return Words(f"{title}: {facts.when}", title, lines, facts_of(facts), facts.link, button)

    return words


def _calling(facts: VisitFacts) -> Words:
    lines = (f"{facts.addressee}, врач звонит вам и ждёт в комнате консультации.",)
    return Words("Врач звонит вам", "Врач звонит вам", lines, facts_of(facts), facts.link, "Подключиться")


def _conclusion(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, врач подготовил заключение по вашему приёму.",
        "Откройте его в разделе «Медкарта»: документ можно прочитать, сохранить и распечатать.",
    )
    title = "Заключение готово"
    return Words("Заключение врача готово", title, lines, facts_of(facts), facts.link, "Показать документ")


def _offered(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, освободилось время, которого вы ждали. Держим его за вами до {facts.held_until}.",
        f"Чтобы записаться, откройте запись и оплатите {facts.amount}."
        if facts.amount
        else "Чтобы записаться, откройте запись и подтвердите её.",
        "Если время больше не нужно, ничего не делайте: предложим его следующему.",
    )
    title = "Освободилось время"
    return Words(f"{title}: {facts.when}", title, lines, facts_of(facts), facts.link, "Записаться на это время")


def _opened(facts: VisitFacts) -> Words:
    lines = (
        f"{facts.addressee}, кто-то открыл документы медкарты по ссылке, которой вы поделились.",
        "Если это были не вы и не тот, кому вы её дали, закройте доступ: ссылка перестанет работать сразу.",
    )
    title = "По вашей ссылке открыли документы"
    return Words(title, title, lines, (("Когда", facts.when),), facts.link, "Посмотреть доступ")


PATIENTS_LETTERS: dict[NoticeKind, Callable[[VisitFacts], Words]] = {
    NoticeKind.BOOKING_CONFIRMED: _confirmed,
    NoticeKind.BOOKING_RESCHEDULED: _rescheduled,
    NoticeKind.BOOKING_CANCELLED: _cancelled,
    NoticeKind.PAYMENT_REFUNDED: _refunded,
    NoticeKind.REMINDER_DAY: _reminder("Приём через сутки"),
    NoticeKind.REMINDER_HOURS: _reminder("Приём через 2 часа"),
    NoticeKind.REMINDER_MINUTES: _reminder("Приём через 10 минут"),
    NoticeKind.DOCTOR_CALLING: _calling,
    NoticeKind.CONCLUSION_READY: _conclusion,
    NoticeKind.SLOT_OFFERED: _offered,
    NoticeKind.SHARE_OPENED: _opened,
}
