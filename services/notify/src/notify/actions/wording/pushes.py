"""What a push says: a title anybody may read on a locked screen. No name, no service, no time of a visit."""

from typing import Any

from notify.domain import NoticeKind

PUSH_TITLES = {
    NoticeKind.BOOKING_CONFIRMED: "Запись подтверждена",
    NoticeKind.BOOKING_RESCHEDULED: "Запись перенесена",
    NoticeKind.BOOKING_CANCELLED: "Запись отменена",
    NoticeKind.PAYMENT_REFUNDED: "Деньги возвращены",
    NoticeKind.PATIENT_NO_SHOW: "Приём закрыт",
    NoticeKind.REFUND_FAILED: "Возврат задерживается",
    NoticeKind.REMINDER_DAY: "Напоминание о приёме",
    NoticeKind.REMINDER_HOURS: "Напоминание о приёме",
    NoticeKind.REMINDER_MINUTES: "Приём скоро начнётся",
    NoticeKind.DOCTOR_CALLING: "Врач ждёт вас",
    NoticeKind.CHAT_MESSAGE: "Новое сообщение",
    NoticeKind.CONCLUSION_READY: "Документ готов",
    NoticeKind.SLOT_OFFERED: "Освободилось время",
    NoticeKind.SHARE_OPENED: "По вашей ссылке открыли документы",
}


def push_title(kind: NoticeKind, params: dict[str, Any]) -> str:
    """The title of this notice; money that came back in part is not said to be back."""
    if kind is NoticeKind.PAYMENT_REFUNDED and params.get("owed_kopecks"):
        return "Возвращена часть денег"
    return PUSH_TITLES[kind]
