"""What a letter is made of: the details it may contain, and the content made of them."""

from dataclasses import dataclass

from contracts.values import CancelledBy, CancelReason, VisitType

CONSENT_FOOTER = "Вы получили это письмо, потому что разрешили уведомления в Mila. На письмо не нужно отвечать."
DOCTOR_FOOTER = "Вы получили это письмо, потому что принимаете пациентов в Mila. На письмо не нужно отвечать."
ALWAYS_FOOTER = "Это письмо отправлено по запросу в сервисе Mila. Если вы ничего не запрашивали, просто удалите его."


@dataclass(frozen=True)
class VisitDetails:
    """What a letter about a visit may contain; every text is ready to be read."""

    addressee: str
    service_title: str
    clinic_title: str
    visit_type: VisitType | None
    when: str
    doctor_name: str = ""
    link: str = ""
    own_when: str = ""  # by the reader's clock, when a clinic's is another
    previous_when: str = ""
    held_until: str = ""
    refund_until: str = ""  # empty: it is too late, or there was never anything to return
    place: str = ""
    map_link: str = ""
    phone: str = ""
    price: str = ""
    amount: str = ""
    returned: str = ""
    returned_of: str = ""  # empty: nothing is owed any more
    owed: str = ""
    cancelled_by: CancelledBy | None = None
    reason: CancelReason | None = None

    @property
    def online(self) -> bool:
        return self.visit_type is VisitType.ONLINE


@dataclass(frozen=True)
class LetterContent:
    """A letter without its address. ``settings_link``: where notifications are forbidden, in letters that may be."""

    subject: str
    title: str
    lines: tuple[str, ...]
    details: tuple[tuple[str, str], ...] = ()
    link: str = ""
    button: str = ""
    footer: str = CONSENT_FOOTER
    settings_link: str = ""
    map_link: str = ""

    @property
    def preview(self) -> str:
        """What a mailbox shows beside the subject."""
        return " ".join(self.lines)


def details_of(details: VisitDetails) -> tuple[tuple[str, str], ...]:
    """Who, what, when and where, as far as they are known."""
    named = (
        ("Врач", details.doctor_name),
        ("Услуга", details.service_title),
        ("Когда", details.when),
        ("По вашему времени", details.own_when),
        ("Приём", "онлайн" if details.online else details.clinic_title),
        ("Адрес", details.place),
        ("Телефон клиники", "" if details.online else details.phone),
    )
    return tuple((name, value) for name, value in named if value)
