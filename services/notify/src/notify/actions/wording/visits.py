"""What letters to patients say. Russian, «вы», short sentences; the facts are handed in, nothing is looked up here."""

from collections.abc import Callable
from dataclasses import replace

from notify.actions.wording.cancellations import cancellation_of
from notify.actions.wording.words import VisitFacts, Words, facts_of
from notify.kinds import NoticeKind

OPEN_RECORD = "Открыть запись"
CALLS_HIMSELF = "Врач сам позвонит вам в назначенное время."
COME_TO_THE_CLINIC = "Пожалуйста, приходите за 10 минут до начала и возьмите с собой паспорт."


def _words(facts: VisitFacts, subject: str, title: str, *lines: str, button: str = OPEN_RECORD) -> Words:
    """A letter about a visit: whom it greets, what it says, and the facts of the visit below."""
    greeted = (f"{facts.addressee}, {lines[0]}", *lines[1:])
    map_link = facts.map_link
    return Words(subject, title, greeted, facts_of(facts), facts.link, button, map_link=map_link)


def _about_cancelling(facts: VisitFacts) -> str:
    """The refund rule, as far as it still promises anything."""
    if not facts.online or not facts.price:
        return "Если планы изменятся, отмените или перенесите запись на её странице."
    if facts.refund_until:
        return f"Отменить или перенести запись и вернуть предоплату полностью можно до {facts.refund_until}."
    return "До начала меньше 2 часов: при отмене предоплата не возвращается."


def _confirmed(facts: VisitFacts) -> Words:
    come = (
        f"Подключиться можно в любой момент со страницы записи. {CALLS_HIMSELF}" if facts.online else COME_TO_THE_CLINIC
    )
    words = _words(
        facts,
        f"Вы записаны: {facts.when}",
        "Вы успешно записались",
        "вы записаны на приём.",
        come,
        _about_cancelling(facts),
        button="Подготовиться к приему" if facts.online else OPEN_RECORD,
    )
    if not facts.price:
        return words
    price = ("Оплачено", facts.price) if facts.online else ("Стоимость", f"{facts.price}, оплата в клинике")
    return replace(words, facts=(*words.facts, price))


def _rescheduled(facts: VisitFacts) -> Words:
    title = "Приём перенесён"
    return _words(facts, f"{title}: {facts.when}", title, f"приём перенесён. Было: {facts.previous_when}.")


def _cancelled(facts: VisitFacts) -> Words:
    said = cancellation_of(facts)
    return _words(facts, f"{said.title}: {facts.when}", said.title, said.patient, *_money_back(facts))


def _money_back(facts: VisitFacts) -> tuple[str, ...]:
    """What of a cancelled visit's money is still to come, and what came back before it was cancelled."""
    card = "на карту, с которой вы платили"
    if facts.owed:
        return (f"Вернём ещё {facts.owed} {card} ({facts.returned} уже вернули).",)
    if facts.returned:
        return (f"Уже вернули {facts.returned} {card}.",)
    return (f"Возвращаем {facts.amount} {card}.",) if facts.amount else ()


def _refunded(facts: VisitFacts) -> Words:
    arrives = "Банк зачислит деньги на вашу карту обычно в течение нескольких дней."
    returned = facts.returned or facts.amount
    if facts.returned_of:
        how_much = f"{returned} из {facts.returned_of}"
        sentence = f"мы вернули {how_much} за приём, остальное вернём."
        return _words(facts, f"Возврат {how_much}", "Возвращена часть денег", sentence, arrives)
    return _words(facts, f"Возврат {returned}", "Деньги возвращены", f"мы вернули {returned} за приём.", arrives)


def _refund_failed(facts: VisitFacts) -> Words:
    title = "Возврат задерживается"
    sentence = f"банк пока не принял возврат {facts.amount} за приём. Мы продолжаем: от вас ничего не нужно."
    return _words(facts, title, title, sentence, "Напишем, когда деньги вернутся.")


def _patient_no_show(facts: VisitFacts) -> Words:
    came = "вы не подключились к приёму, врач вас ждал." if facts.online else "вы не пришли на приём."
    rule = ("По правилам записи предоплата за такой приём не возвращается.",) if facts.online and facts.price else ()
    where = f": {facts.phone}" if facts.phone else ""
    help_line = f"Если это ошибка, позвоните в клинику{where}."
    return _words(facts, f"Вы не пришли на приём: {facts.when}", "Вы не пришли на приём", came, *rule, help_line)


def _reminder(title: str) -> Callable[[VisitFacts], Words]:
    def words(facts: VisitFacts) -> Words:
        come = f"Подключиться можно уже сейчас. {CALLS_HIMSELF}" if facts.online else COME_TO_THE_CLINIC
        button = "Подготовиться" if facts.online else OPEN_RECORD
        return _words(facts, f"{title}: {facts.when}", title, "напоминаем о приёме.", come, button=button)

    return words


def _calling(facts: VisitFacts) -> Words:
    title = "Врач звонит вам"
    return _words(facts, title, title, "врач звонит вам и ждёт в комнате консультации.", button="Подключиться")


def _conclusion(facts: VisitFacts) -> Words:
    return _words(
        facts,
        "Заключение врача готово",
        "Заключение готово",
        "врач подготовил заключение по вашему приёму.",
        "Откройте его в разделе «Медкарта»: документ можно прочитать, сохранить и распечатать.",
        button="Показать документ",
    )


def _offered(facts: VisitFacts) -> Words:
    title = "Освободилось время"
    return _words(
        facts,
        f"{title}: {facts.when}",
        title,
        f"освободилось время, которого вы ждали. Держим его за вами до {facts.held_until}.",
        f"Чтобы записаться, откройте запись и оплатите {facts.amount}."
        if facts.amount and facts.online
        else "Чтобы записаться, откройте запись и подтвердите её.",
        "Если время больше не нужно, ничего не делайте: предложим его следующему.",
        button="Записаться на это время",
    )


def _opened(facts: VisitFacts) -> Words:
    title = "По вашей ссылке открыли документы"
    words = _words(
        facts,
        title,
        title,
        "кто-то открыл документы медкарты по ссылке, которой вы поделились.",
        "Если это были не вы и не тот, кому вы её дали, закройте доступ: ссылка перестанет работать сразу.",
        button="Посмотреть доступ",
    )
    return replace(words, facts=(("Когда", facts.when),))


PATIENTS_LETTERS: dict[NoticeKind, Callable[[VisitFacts], Words]] = {
    NoticeKind.BOOKING_CONFIRMED: _confirmed,
    NoticeKind.BOOKING_RESCHEDULED: _rescheduled,
    NoticeKind.BOOKING_CANCELLED: _cancelled,
    NoticeKind.PAYMENT_REFUNDED: _refunded,
    NoticeKind.REFUND_FAILED: _refund_failed,
    NoticeKind.PATIENT_NO_SHOW: _patient_no_show,
    NoticeKind.REMINDER_DAY: _reminder("Приём через сутки"),
    NoticeKind.REMINDER_HOURS: _reminder("Приём через 2 часа"),
    NoticeKind.REMINDER_MINUTES: _reminder("Приём через 10 минут"),
    NoticeKind.DOCTOR_CALLING: _calling,
    NoticeKind.CONCLUSION_READY: _conclusion,
    NoticeKind.SLOT_OFFERED: _offered,
    NoticeKind.SHARE_OPENED: _opened,
}
