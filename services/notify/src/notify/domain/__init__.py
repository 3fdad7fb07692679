"""The rules of notify without a database: the kinds of notice, and who is notified when and by which channel."""
