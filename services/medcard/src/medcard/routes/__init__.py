"""HTTP of medcard."""

from medcard.routes import conclusions, documents, shared, shares

PUBLISHED = (documents.router, conclusions.router, shares.router, shared.router)
