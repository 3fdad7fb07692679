"""A stand-in for Gosuslugi (ESIA): it speaks the real wire and knows only invented people."""
