"""A sandbox of Gosuslugi (ESIA): the real wire protocol with invented people only."""
