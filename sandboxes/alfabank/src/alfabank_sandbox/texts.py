"""What the gateway says, in the two languages it speaks."""

ERRORS: dict[str, tuple[str, str]] = {
    "ok": ("Успешно", "Success"),
    "duplicate": ("Заказ с таким номером уже обработан", "Order with this number has already been processed"),
    "currency": ("Неизвестная валюта", "Unknown currency"),
    "missing": ("Отсутствует обязательный параметр", "A mandatory parameter is missing"),
    "return_url": ("URL возврата некорректен", "The return URL is invalid"),
    "value": ("Неверное значение параметра", "A parameter has a wrong value"),
    "access": ("Доступ запрещён", "Access denied"),
    "change_password": ("Пользователь должен сменить свой пароль", "The user must change the password"),
    "disabled": ("Пользователь отключён", "The user is disabled"),
    "order_id": ("[orderId] не задан", "[orderId] is empty"),
    "order_or_number": ("Ожидается [orderId] или [orderNumber]", "[orderId] or [orderNumber] is expected"),
    "amount": ("Неверная сумма", "Wrong amount"),
    "not_found": ("Заказ не найден", "Order not found"),
    "data_error": ("Заказ отклонён", "The payment was declined"),
    "state": ("Платёж должен быть в корректном состоянии", "The payment must be in the right state"),
    "deposit_amount": ("Сумма списания неверна", "Wrong deposit amount"),
    "refund_amount": ("Сумма возврата превышает сумму списания", "Refund exceeds the deposited amount"),
    "expected_amount": ("Списанная сумма отличается от ожидаемой", "Deposited amount differs from the expected"),
    "refund_later": ("Возврат по заказу уже выполняется", "A refund of the order is in progress"),
    "reversal_tried": ("Отмена уже выполнялась", "A reversal has been tried already"),
    "system": ("Системная ошибка", "System error"),
}

# The code, its description in the API, and what the payer reads on the page.
_DECLINES: dict[int, tuple[str, str]] = {
    -100: ("Не было попыток оплаты", ""),
    0: ("Запрос успешно обработан", ""),
    -2006: ("Отклонено эмитентом при аутентификации 3-D Secure", "Подтверждение кодом не пройдено."),
    -2007: ("Истёк срок ожидания ввода данных", "Время на оплату вышло."),
    -2009: ("Плательщик не вернулся со страницы ACS", "Время на оплату вышло."),
    -2013: ("Исчерпаны попытки оплаты", "Попытки оплаты закончились."),
    -2014: ("Плательщик не вернулся с платёжной страницы", "Время на оплату вышло."),
    -2025: ("Аутентификация 3-D Secure отклонена (RReq)", "Банк не подтвердил, что карта ваша."),
    -20010: ("Превышен лимит", "Превышен лимит операций по карте."),
    101: ("Срок действия карты истёк", "Срок действия карты истёк."),
    106: ("Карта заблокирована", "Карта заблокирована."),
    111: ("Неверный номер карты", "Банк не узнал номер карты."),
    116: ("Недостаточно средств", "На карте недостаточно средств."),
    907: ("Эмитент недоступен", "Банк, выпустивший карту, сейчас не отвечает."),
    999: ("Подозрение на мошенничество", "Банк отклонил оплату."),
    2003: ("Платёж без 3-D Secure запрещён", "Магазин принимает только карты с подтверждением кодом."),
    4005: ("Отклонено продавцом", "Магазин отменил этот заказ."),
    71015: ("Введены неправильные данные карты", "Срок действия или CVC не подошли."),
    151018: ("Таймаут процессинга, деньги не списаны", "Ответ банка не получен, деньги не списаны."),
    151019: ("Таймаут процессинга", "Ответ банка не получен. Деньги могли списаться: не платите снова сразу."),
}


def error_text(key: str, language: str) -> str:
    russian, english = ERRORS[key]
    return russian if language == "ru" else english


def action_description(code: int) -> str:
    return _DECLINES.get(code, ("Операция отклонена", ""))[0]


def payer_message(code: int) -> str:
    return _DECLINES.get(code, ("", "Банк отклонил оплату."))[1]


def rubles(kopecks: int) -> str:
    """«1 500 ₽», with kopecks only where there are some."""
    whole, rest = divmod(kopecks, 100)
    figure = f"{whole:,}".replace(",", "\u00a0")
    return f"{figure},{rest:02}\u00a0₽" if rest else f"{figure}\u00a0₽"
