"""HTTP of medcard."""

from medcard.routes import conclusions, documents, preparations, shared, shares

PUBLISHED = (documents.router, conclusions.router, preparations.router, shares.router, shared.router)
