"""Letters to patients: Russian, «вы», short sentences; made of the given details only."""

from collections.abc import Callable
from dataclasses import replace

from notify.actions.wording.cancellations import cancellation_of
from notify.actions.wording.letter_content import LetterContent, VisitDetails
from notify.domain.kinds import NoticeKind

OPEN_RECORD = "Открыть запись"
CALLS_HIMSELF = "Врач сам позвонит вам в назначенное время."
COME_TO_THE_CLINIC = "Пожалуйста, приходите за 10 минут до начала и возьмите с собой паспорт."


def _letter(details: VisitDetails, subject: str, title: str, *lines: str, button: str = OPEN_RECORD) -> LetterContent:
    """A letter about a visit: a greeting, its lines, and the details of the visit below."""
    greeted = (f"{details.addressee}, {lines[0]}", *lines[1:])
    map_link = details.map_link
    return LetterContent(subject, title, greeted, details.rows(), details.link, button, map_link=map_link)


def _about_cancelling(details: VisitDetails) -> str:
    """The refund rule as it applies from now on."""
    if not details.online or not details.price:
        return "Если планы изменятся, отмените или перенесите запись на её странице."
    if details.refund_until:
        return f"Отменить или перенести запись и вернуть предоплату полностью можно до {details.refund_until}."
    return "До начала меньше 2 часов: при отмене предоплата не возвращается."


def _confirmed(details: VisitDetails) -> LetterContent:
    connect = f"Подключиться можно в любой момент со страницы записи. {CALLS_HIMSELF}"
    letter = _letter(
        details,
        f"Вы записаны: {details.when}",
        "Вы успешно записались",
        "вы записаны на приём.",
        connect if details.online else COME_TO_THE_CLINIC,
        _about_cancelling(details),
        button="Подготовиться к приему" if details.online else OPEN_RECORD,
    )
    if not details.price:
        return letter
    price = ("Оплачено", details.price) if details.online else ("Стоимость", f"{details.price}, оплата в клинике")
    return replace(letter, details=(*letter.details, price))


def _rescheduled(details: VisitDetails) -> LetterContent:
    title = "Приём перенесён"
    return _letter(details, f"{title}: {details.when}", title, f"приём перенесён. Было: {details.previous_when}.")


def _cancelled(details: VisitDetails) -> LetterContent:
    texts = cancellation_of(details)
    return _letter(details, f"{texts.title}: {details.when}", texts.title, texts.patient, *_money_back(details))


def _money_back(details: VisitDetails) -> tuple[str, ...]:
    """The money of a cancelled visit that is still to be returned, or was returned before."""
    card = "на карту, с которой вы платили"
    if details.owed:
        return (f"Вернём ещё {details.owed} {card} ({details.returned} уже вернули).",)
    if details.returned:
        return (f"Уже вернули {details.returned} {card}.",)
    return (f"Возвращаем {details.amount} {card}.",) if details.amount else ()


def _refunded(details: VisitDetails) -> LetterContent:
    arrives = "Банк зачислит деньги на вашу карту обычно в течение нескольких дней."
    returned = details.returned or details.amount
    if details.returned_of:
        how_much = f"{returned} из {details.returned_of}"
        sentence = f"мы вернули {how_much} за приём, остальное вернём."
        return _letter(details, f"Возврат {how_much}", "Возвращена часть денег", sentence, arrives)
    return _letter(details, f"Возврат {returned}", "Деньги возвращены", f"мы вернули {returned} за приём.", arrives)


def _refund_failed(details: VisitDetails) -> LetterContent:
    title = "Возврат задерживается"
    sentence = f"банк пока не принял возврат {details.amount} за приём. Мы продолжаем: от вас ничего не нужно."
    return _letter(details, title, title, sentence, "Напишем, когда деньги вернутся.")


def _patient_no_show(details: VisitDetails) -> LetterContent:
    missed = "вы не подключились к приёму, врач вас ждал." if details.online else "вы не пришли на приём."
    prepaid = details.online and details.price
    rule = ("По правилам записи предоплата за такой приём не возвращается.",) if prepaid else ()
    phone = f": {details.phone}" if details.phone else ""
    mistake = f"Если это ошибка, позвоните в клинику{phone}."
    return _letter(details, f"Вы не пришли на приём: {details.when}", "Вы не пришли на приём", missed, *rule, mistake)


def _reminder(title: str) -> Callable[[VisitDetails], LetterContent]:
    def letter(details: VisitDetails) -> LetterContent:
        come = f"Подключиться можно уже сейчас. {CALLS_HIMSELF}" if details.online else COME_TO_THE_CLINIC
        button = "Подготовиться" if details.online else OPEN_RECORD
        return _letter(details, f"{title}: {details.when}", title, "напоминаем о приёме.", come, button=button)

    return letter


def _calling(details: VisitDetails) -> LetterContent:
    title = "Врач звонит вам"
    return _letter(details, title, title, "врач звонит вам и ждёт в комнате консультации.", button="Подключиться")


def _conclusion(details: VisitDetails) -> LetterContent:
    return _letter(
        details,
        "Заключение врача готово",
        "Заключение готово",
        "врач подготовил заключение по вашему приёму.",
        "Откройте его в разделе «Медкарта»: документ можно прочитать, сохранить и распечатать.",
        button="Показать документ",
    )


def _offered(details: VisitDetails) -> LetterContent:
    title = "Освободилось время"
    return _letter(
        details,
        f"{title}: {details.when}",
        title,
        f"освободилось время, которого вы ждали. Держим его за вами до {details.held_until}.",
        f"Чтобы записаться, откройте запись и оплатите {details.amount}."
        if details.amount and details.online
        else "Чтобы записаться, откройте запись и подтвердите её.",
        "Если время больше не нужно, ничего не делайте: предложим его следующему.",
        button="Записаться на это время",
    )


def _opened(details: VisitDetails) -> LetterContent:
    title = "По вашей ссылке открыли документы"
    letter = _letter(
        details,
        title,
        title,
        "кто-то открыл документы медкарты по ссылке, которой вы поделились.",
        "Если это были не вы и не тот, кому вы её дали, закройте доступ: ссылка перестанет работать сразу.",
        button="Посмотреть доступ",
    )
    return replace(letter, details=(("Когда", details.when),))


PATIENTS_LETTERS: dict[NoticeKind, Callable[[VisitDetails], LetterContent]] = {
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
