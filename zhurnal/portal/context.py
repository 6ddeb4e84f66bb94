"""What every page knows: the shell around it."""

from django.http import HttpRequest

from zhurnal.portal.menu import Shell, shell_of


def shell(request: HttpRequest) -> dict[str, Shell | str]:
    """Context processor: ``shell``, and ``here``, the page's own address."""
    return {"shell": shell_of(request), "here": request.get_full_path()}
