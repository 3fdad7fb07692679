"""HTTP: what the gateway publishes, and what only other rooms and the gateway itself may ask."""

from identity.routes import accounts, consents, gosuslugi, internal, profile, session, sessions

PUBLISHED = (session.router, sessions.router, gosuslugi.router, accounts.router, consents.router, profile.router)
INTERNAL = (internal.router,)
