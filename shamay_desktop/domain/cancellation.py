"""What a piece of work raises when the user cancelled it; neither an error nor a result."""


class WorkCancelled(Exception):
    """The work stopped because it was asked to; nothing half-done is left behind."""
