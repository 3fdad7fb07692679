"""The input of a letter (details of a visit) and its output (the content without the address)."""

from dataclasses import dataclass

from contracts.values import CancelledBy, CancelReason, VisitType

CONSENT_FOOTER = "Вы получили это письмо, потому что разрешили уведомления в Mila. На письмо не нужно отвечать."
DOCTOR_FOOTER = "Вы получили это письмо, потому что принимаете пациентов в Mila. На письмо не нужно отвечать."
ALWAYS_FOOTER = "Это письмо отправлено по запросу в сервисе Mila. Если вы ничего не запрашивали, просто удалите его."


@dataclass(frozen=True)
class VisitDetails:
    """The details of a visit that letters show, formatted for people; unknown ones are empty."""

    addressee: str
    service_title: str
    clinic_title: str
    visit_type: VisitType | None
    when: str
    doctor_name: str = ""
    link: str = ""
    when_for_reader: str = ""  # in the reader's time zone, when the clinic's differs
    previous_when: str = ""
    held_until: str = ""
    refund_until: str = ""  # empty: too late, or nothing was paid
    place: str = ""
    map_link: str = ""
    phone: str = ""
    price: str = ""
    amount: str = ""
    returned: str = ""
    returned_of: str = ""  # empty: nothing is owed
    owed: str = ""
    cancelled_by: CancelledBy | None = None
    reason: CancelReason | None = None

    @property
    def online(self) -> bool:
        return self.visit_type is VisitType.ONLINE

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each known detail, in the order of reading."""
        labelled = (
            ("Врач", self.doctor_name),
            ("Услуга", self.service_title),
            ("Когда", self.when),
            ("По вашему времени", self.when_for_reader),
            ("Приём", "онлайн" if self.online else self.clinic_title),
            ("Адрес", self.place),
            ("Телефон клиники", "" if self.online else self.phone),
        )
        return tuple((label, value) for label, value in labelled if value)


@dataclass(frozen=True)
class LetterContent:
    """A letter without its address. ``settings_link``: the page to turn letters off, in letters that can be."""

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
        """The text mailboxes show beside the subject."""
        return " ".join(self.lines)
