"""What letters say that prove an address. They are asked for and need no consent."""

from notify.actions.wording.words import ALWAYS_FOOTER, Words


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
