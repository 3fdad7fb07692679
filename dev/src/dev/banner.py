"""What make up says at the end: where to go, and who can log in."""

from dev.demo.people import accounts
from dev.settings import Settings

SHOWN = {"patient": "patient", "fresh": "patient, first visit", "email": "patient by e-mail", "doctor": "doctor"}


def banner(settings: Settings, seconds: float) -> str:
    """Addresses and some logins."""
    places = {
        "patient": settings.patient_origin,
        "doctor": settings.doctor_origin,
        "API": f"{settings.patient_origin}/api/<service>/docs",
        "Gosuslugi sandbox": settings.browser_url("esia.localhost", "esia"),
        "bank sandbox": settings.browser_url("bank.localhost", "bank"),
        "mailbox": settings.browser_url("mail.localhost", "mailbox"),
    }
    first = {account["kind"]: account for account in reversed(accounts())}
    logins = [
        f"  {title:<22} {first[kind]['login']}  {first[kind]['password']}  {first[kind]['full_name']}"
        for kind, title in SHOWN.items()
    ]
    lines = [f"  {title:<22} {address}" for title, address in places.items()]
    head = f"\nMila is up ({seconds:.0f} s).\n"
    return "\n".join([head, *lines, "", *logins, "", "All accounts: make accounts. Stop: make down."])
