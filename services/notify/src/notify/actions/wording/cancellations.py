"""Texts about a cancelled visit for the patient and the doctor, by its reason."""

from dataclasses import dataclass

from contracts.values import CancelledBy, CancelReason

from notify.actions.wording.letter_content import VisitDetails

CANCELLED = "Приём отменён"
NOT_BOOKED = "Запись не состоялась"


@dataclass(frozen=True)
class Cancellation:
    """A title, and a sentence for each side; "" when the doctor gets no letter."""

    title: str
    patient: str
    doctor: str = ""


FREE_AGAIN = "приём отменён, время снова свободно."
CANCELLATIONS = {
    CancelReason.PATIENT_REQUEST: Cancellation(CANCELLED, "вы отменили приём.", FREE_AGAIN),
    CancelReason.DOCTOR_REQUEST: Cancellation(CANCELLED, "врач отменил приём. Нам жаль, что так вышло."),
    CancelReason.CLINIC_REQUEST: Cancellation(
        CANCELLED, "клиника отменила приём. Нам жаль, что так вышло.", FREE_AGAIN
    ),
    CancelReason.RELEASED: Cancellation(
        NOT_BOOKED, "вы отказались от этого времени раньше, чем пришла оплата, поэтому записи нет."
    ),
    CancelReason.VISIT_STARTED: Cancellation(
        NOT_BOOKED, "оплата пришла, когда попасть на приём было уже нельзя, поэтому записи нет."
    ),
    CancelReason.SLOT_TAKEN: Cancellation(
        NOT_BOOKED, "оплата пришла, когда это время уже занял другой пациент, поэтому записи нет."
    ),
    CancelReason.WRONG_AMOUNT: Cancellation(
        NOT_BOOKED, "оплаченная сумма не совпала с ценой приёма, поэтому записи нет."
    ),
    CancelReason.PAYMENT_RETURNED: Cancellation(
        CANCELLED,
        "банк вернул вам оплату, поэтому приём отменён.",
        "банк вернул пациенту оплату, приём отменён, время снова свободно.",
    ),
    CancelReason.DOCTOR_NO_SHOW: Cancellation(
        "Врач не пришёл на приём",
        "врач не пришёл на приём. Нам очень жаль. Мы вернём 100 % оплаты.",
        "вы не подключились к приёму, а пациент ждал. Приём отменён, оплата возвращается пациенту. "
        "Если это ошибка, сообщите в клинику.",
    ),
    CancelReason.NOBODY_CAME: Cancellation(
        "Приём не состоялся",
        "приём не состоялся: ни вы, ни врач не подключились.",
        "приём не состоялся: ни вы, ни пациент не подключились. Оплата возвращается пациенту.",
    ),
    CancelReason.NOT_ENDED: Cancellation(
        CANCELLED,
        "мы не получили подтверждения, что приём состоялся, и отменили его.",
        "мы не получили подтверждения, что приём состоялся, и отменили его. Оплата возвращается пациенту. "
        "Если приём был, сообщите в клинику.",
    ),
    CancelReason.OTHER_VISIT: Cancellation(
        CANCELLED,
        "вы объединили кабинеты, и в это же время у вас есть другой приём. Остался он, а этот отменён.",
        FREE_AGAIN,
    ),
}
# Older events have no reason, only who cancelled.
REASONS = {
    CancelledBy.PATIENT: CancelReason.PATIENT_REQUEST,
    CancelledBy.DOCTOR: CancelReason.DOCTOR_REQUEST,
    CancelledBy.CLINIC: CancelReason.CLINIC_REQUEST,
}
UNKNOWN = Cancellation(CANCELLED, "приём отменён.", FREE_AGAIN)


def cancellation_of(details: VisitDetails) -> Cancellation:
    """The texts about this cancelled visit."""
    reason = details.reason or (REASONS.get(details.cancelled_by) if details.cancelled_by else None)
    return CANCELLATIONS[reason] if reason else UNKNOWN
