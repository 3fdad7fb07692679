"""HTTP: what the gateway publishes, and what only other services and the gateway itself may ask."""

from identity.routes import accounts, consents, gosuslugi, internal, joinings, profile, session, sessions

PUBLISHED = (
    session.router,
    sessions.router,
    gosuslugi.router,
    joinings.router,
    accounts.router,
    consents.router,
    profile.router,
)
INTERNAL = (internal.router,)
