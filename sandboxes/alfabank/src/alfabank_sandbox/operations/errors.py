"""A call the gateway does not carry out: the code of the family's tables and the name of its text."""


class Rejected(Exception):
    def __init__(self, code: int, text: str, *, action_code: int | None = None) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text
        self.action_code = action_code
