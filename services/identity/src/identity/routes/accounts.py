"""Accounts entered by e-mail and password."""

from common.errors import IdentificationRequired, TooManyRequests, problems
from common.http import ContextDep, SessionDep
from common.rights import Anyone, Patient
from fastapi import APIRouter, Response

from identity.actions import accounts, letters, passwords, people, sessions
from identity.domain.strength import CONTEXT, LONGEST, SHORTEST, common
from identity.errors import (
    AccountBlocked,
    AccountEmailRequired,
    CredentialsWrong,
    PasswordRequired,
    PasswordTooWeak,
    PasswordWrong,
    VerificationExpired,
    VerificationInvalid,
)
from identity.routes.browser import Browser, BrowserDep
from identity.schemas import (
    AcceptedRead,
    EmailProofCreate,
    EmailUpdate,
    EmailVerificationCreate,
    PasswordRecoveryCreate,
    PasswordResetCreate,
    PasswordRulesRead,
    PasswordSessionCreate,
    PasswordUpdate,
    RegistrationCreate,
    SessionRead,
)

router = APIRouter(tags=["accounts"])


@router.post("/registrations", status_code=202, responses=problems(PasswordTooWeak, TooManyRequests))
async def register(body: RegistrationCreate, context: ContextDep, browser: BrowserDep) -> AcceptedRead:
    """A letter goes to the address. The answer is the same whether it has an account or not."""
    await accounts.register(
        context,
        body.application(),
        password=body.password,
        return_to=body.return_to,
        caller=browser.begin_registration(),
    )
    return AcceptedRead()


@router.get("/password-rules")
async def read_password_rules(response: Response) -> PasswordRulesRead:
    """The rules a new password is judged by; anyone may read them."""
    response.headers["Cache-Control"] = "max-age=3600"
    return PasswordRulesRead(shortest=SHORTEST, longest=LONGEST, common=sorted(common()), context=list(CONTEXT))


@router.post(
    "/email-verifications",
    responses=problems(VerificationInvalid, VerificationExpired, PasswordRequired, PasswordTooWeak, TooManyRequests),
)
async def verify_email(
    body: EmailProofCreate,
    principal: Anyone,
    session: SessionDep,
    context: ContextDep,
    browser: BrowserDep,
) -> SessionRead:
    """The address is proved; a registration is finished by it, and the person is in.

    Without ``password`` only in the browser that registered; elsewhere the password is set here.
    """
    entered = await accounts.verify_email(context, body.token, password=body.password, caller=browser.caller)
    if entered:
        return _welcome(entered, browser)
    person = await people.find(session, principal.person_id) if principal else None
    if principal is None or person is None:
        return SessionRead(authenticated=False)
    found = await sessions.times(session, principal.session_id)
    return SessionRead.of(person, found) if found else SessionRead(authenticated=False)


@router.post("/password-sessions", responses=problems(CredentialsWrong, AccountBlocked, TooManyRequests))
async def log_in_with_password(body: PasswordSessionCreate, context: ContextDep, browser: BrowserDep) -> SessionRead:
    """In, with a session that is not identified (R033, R034)."""
    entered = await accounts.log_in(context, email=body.email, password=body.password, caller=browser.caller)
    return _welcome(entered, browser)


@router.post("/password-recoveries", status_code=202, responses=problems(TooManyRequests))
async def recover_password(body: PasswordRecoveryCreate, context: ContextDep, browser: BrowserDep) -> AcceptedRead:
    """A letter goes to the address if it has an account. The answer does not say."""
    await letters.recover(context, body.email, return_to=body.return_to, caller=browser.caller)
    return AcceptedRead()


@router.post(
    "/password-resets",
    status_code=204,
    responses=problems(VerificationInvalid, VerificationExpired, PasswordTooWeak, TooManyRequests),
)
async def reset_password(body: PasswordResetCreate, context: ContextDep, browser: BrowserDep) -> None:
    """The account has a new password; every session of it is over."""
    browser.keep_device(await passwords.reset(context, body.token, password=body.password, caller=browser.caller))


@router.post(
    "/password-changes",
    status_code=204,
    responses=problems(AccountEmailRequired, IdentificationRequired, PasswordWrong, PasswordTooWeak, TooManyRequests),
)
async def change_password(body: PasswordUpdate, principal: Patient, context: ContextDep, browser: BrowserDep) -> None:
    """The account has a new password; every other session is over. A login by password gives the current one too."""
    await passwords.change(context, browser.caller, by=principal, current=body.current_password, new=body.password)


@router.post("/verification-letters", status_code=202, responses=problems(VerificationInvalid, TooManyRequests))
async def renew_verification(body: EmailVerificationCreate, context: ContextDep, browser: BrowserDep) -> AcceptedRead:
    """A fresh letter goes where the letter of this link went, which was not followed in time."""
    await letters.renew(context, body.token, caller=browser.caller)
    return AcceptedRead()


@router.post("/notification-emails", status_code=202, responses=problems(IdentificationRequired, TooManyRequests))
async def set_notification_email(
    body: EmailUpdate, principal: Patient, context: ContextDep, browser: BrowserDep
) -> AcceptedRead:
    """A letter goes to the address; once it is proved, notifications go there. Once linked, only with Gosuslugi."""
    await letters.change_notification_email(context, principal, email=body.email, caller=browser.caller)
    return AcceptedRead()


def _welcome(entered: accounts.Entered, browser: Browser) -> SessionRead:
    browser.keep_session(entered.cookie, entered.device)
    return SessionRead.of(entered.person, entered.session)
