"""What catalog refuses."""

from common.errors import Refusal


class UnknownReference(Refusal):
    """A speciality, service or clinic that is in no book and no table here."""

    status = 422
    title = "A referenced speciality, service or clinic does not exist"
