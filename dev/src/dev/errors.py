"""What goes wrong for a reason the developer can act on."""


class CliError(Exception):
    """Shown as it is, without a traceback: what failed, the last lines of its log, what to do."""
