"""The error codes of ESIA: the OAuth error each travels with, and a sentence for people who debug."""

# Where the reference does not know the OAuth error for certain, the standard pairing is used.
CODES: dict[str, tuple[str, str]] = {
    "007002": ("invalid_request", "The system has no certificate registered for this mnemonic"),
    "007003": ("invalid_request", "A parameter has a wrong form or is repeated"),
    "007004": ("access_denied", "The owner of the data or the service refused the request"),
    "007005": ("unauthorized_client", "The system may not obtain a token this way"),
    "007006": ("invalid_scope", "The requested scope is unknown or malformed"),
    "007007": ("server_error", "The service failed unexpectedly"),
    "007008": ("temporarily_unavailable", "The service is overloaded or under maintenance"),
    "007009": ("unsupported_response_type", "The response type is not supported"),
    "007011": ("invalid_grant", "The code or refresh token is invalid, expired, revoked or not yours"),
    "007012": ("unsupported_grant_type", "The grant type is not supported"),
    "007013": ("invalid_scope", "No scope was given"),
    "007014": ("invalid_request", "A mandatory parameter is missing"),
    "007015": ("invalid_request", "The time of the request is wrong"),
    "007019": ("access_denied", "noGrants: the system has no permission for the requested scope"),
    "007023": ("invalid_request", "The redirect_uri is not allowed for this system"),
    "007038": ("invalid_request", "The parameters could not be read"),
    "007039": ("invalid_grant", "A code_verifier came though no code_challenge was given"),
    "007040": ("invalid_grant", "The code_verifier does not match the code_challenge"),
    "007046": ("access_denied", "A second factor is required but not possible for this account"),
    "007053": ("access_denied", "The client_secret is wrong or not of this certificate"),
    "007055": ("access_denied", "Login with an unconfirmed account is not allowed"),
    "007060": ("invalid_request", "The value of roles is wrong"),
    "007061": ("invalid_request", "The value of obj_type is wrong"),
    "007062": ("invalid_request", "The type and the role do not go together"),
    "007194": ("access_denied", "The user does not belong to the organisation of the scope"),
    "008010": ("invalid_client", "The system could not be authenticated"),
    "036700": ("invalid_request", "The consent type is not named"),
    "036701": ("invalid_request", "The consent type is unknown"),
    "036702": ("invalid_request", "A mandatory scope of the consent is missing"),
    "036703": ("invalid_request", "A scope lies outside the range of the consent"),
    "036704": ("invalid_request", "This consent may not name scopes"),
    "036705": ("invalid_request", "The consent names no action"),
    "036706": ("invalid_request", "The consent names an unknown action"),
    "036707": ("invalid_request", "The consent names no purpose"),
    "036716": ("invalid_request", "The expiry of the consent is wrong"),
    "036726": ("invalid_request", "The purpose of the consent is unknown"),
    "036727": ("invalid_request", "The consent must have exactly one purpose"),
}


class Refusal(Exception):
    """ESIA says no. How it reaches the client (page, redirect, JSON) is decided by the endpoint."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code.removeprefix("ESIA-")
        self.detail = detail
        self.error, self.text = CODES.get(self.code, ("server_error", "An unknown refusal was ordered"))
        super().__init__(self.description)

    @property
    def description(self) -> str:
        return f"ESIA-{self.code}: {self.text}" + (f" [{self.detail}]" if self.detail else "")


class Misconfigured(Exception):
    """The stand cannot start with what it was given; the text says what to mend."""
