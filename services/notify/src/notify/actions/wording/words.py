"""What a letter is made of: the facts it may tell, and the words made of them."""

from dataclasses import dataclass

from contracts.values import CancelledBy, VisitType

CONSENT_FOOTER = "Вы получили это письмо, потому что разрешили уведомления в Mila. На письмо не нужно отвечать."
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
    held_until: str = ""
    amount: str = ""
    cancelled_by: CancelledBy | None = None

    @property
    def online(self) -> bool:
        return self.visit_type is VisitType.ONLINE


@dataclass(frozen=True)
class Words:
    """A letter without its address. ``settings_link``: where notifications are forbidden, in letters that may be."""

    subject: str
    title: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    link: str = ""
    button: str = ""
    footer: str = CONSENT_FOOTER
    settings_link: str = ""

    @property
    def preview(self) -> str:
        """What a mailbox shows beside the subject."""
        return " ".join(self.lines)


def facts_of(facts: VisitFacts) -> tuple[tuple[str, str], ...]:
    """Who, what, when and where, as far as they are known."""
    place = "онлайн" if facts.online else facts.clinic_title
    named = (
        ("Врач", facts.doctor_name),
        ("Услуга", facts.service_title),
        ("Когда", facts.when),
        ("Приём", place),
    )
    return tuple((name, value) for name, value in named if value)
