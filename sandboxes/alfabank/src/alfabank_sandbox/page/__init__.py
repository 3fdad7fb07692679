"""What the payer's browser sees: the hosted payment page and the issuer's code page."""

from .routes import router

__all__ = ["router"]
