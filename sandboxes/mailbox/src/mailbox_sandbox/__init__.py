"""A mailbox for test stands. Nothing that arrives here goes any further."""
