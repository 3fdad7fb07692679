"""What goes wrong on the way to a mailbox."""


class LetterRefused(Exception):
    """The mail server said no for good (5xx): trying again would say the same."""


class MailUnavailable(Exception):
    """The mail server is away or said "later" (4xx)."""
