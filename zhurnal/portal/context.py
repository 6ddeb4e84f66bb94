"""What every page knows: the shell around it."""

from django.http import HttpRequest

from zhurnal.portal.menu import Shell, shell_of


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: ``shell``."""
    return {"shell": shell_of(request)}
