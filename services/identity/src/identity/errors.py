"""What identity refuses. The codes also travel as ``?problem=`` when Gosuslugi's callback ends in a page."""

from common.errors import Refusal


class CredentialsWrong(Refusal):
    """No account has this e-mail and password."""

    status = 401


class VerificationInvalid(Refusal):
    """The link is unknown, used or old."""

    status = 410


class VerificationExpired(Refusal):
    """The link was not followed in time; a new letter may be asked for with it."""

    status = 410


class PasswordRequired(Refusal):
    """The link was opened in another browser than the registration: the owner of the address sets the password."""

    status = 422


class PasswordWrong(Refusal):
    """The password is not the one of the account."""

    status = 403


class AccountEmailRequired(Refusal):
    """The cabinet has no e-mail to log in with, so a password would open nothing."""


class JoiningExpired(Refusal):
    """There is nothing to join: it was decided, it is too late, or it began in another browser."""

    status = 410


class PasswordTooWeak(Refusal):
    """The password is short, common or made of the person's own data."""

    status = 422


class AccountBlocked(Refusal):
    """The account is closed to its owner."""

    status = 403


class ConsentTextOutdated(Refusal):
    """The text decided upon is not the one in force."""


class EmailTaken(Refusal):
    """Another account has this e-mail."""


class LoginExpired(Refusal):
    """The login through Gosuslugi is unknown, used, old, or was begun in another browser."""

    status = 410


class GosuslugiRefused(Refusal):
    """The person pressed «Отказать»."""

    status = 403


class GosuslugiCancelled(Refusal):
    """The person left the login at Gosuslugi."""

    status = 403


class GosuslugiPermissionRevoked(Refusal):
    """Gosuslugi has no permission of the person for us: it was taken back, or ran out while we asked."""

    status = 403


class GosuslugiUnconfirmed(Refusal):
    """The account at Gosuslugi is not a confirmed one."""

    status = 403


class GosuslugiIncomplete(Refusal):
    """Gosuslugi knows no surname or no first name of the person; ``missing`` names the fields."""

    status = 403


class GosuslugiUnavailable(Refusal):
    """Gosuslugi does not answer, or says it is overloaded."""

    status = 503


class GosuslugiFailed(Refusal):
    """Gosuslugi answered what may not be believed, or refused our request."""

    status = 502


class LinkConflict(Refusal):
    """This account or this Gosuslugi identity is tied elsewhere already."""


class LinkEmailMismatch(Refusal):
    """The e-mail at Gosuslugi is not the e-mail of the account."""


class LinkEmailUnverified(Refusal):
    """One of the two e-mails is absent or not verified."""
