"""Parts of the shell drawn once for each shell, not for each page."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhurnal.kernel.kept import HERE_PLACE, TOKEN_PLACE, bars
from zhurnal.kernel.pieces import filled, text_of

register = template.Library()


class KeptNode(template.Node):
    """Draws its content from ``shell``, ``csrf_token`` and ``here`` alone; the last two are filled in each time."""

    def __init__(self, name: str, content: NodeList) -> None:
        self.name = name
        self.content = content

    def render(self, context: template.Context) -> SafeString:
        """The kept text with this answer's token and address."""

        def make() -> str:
            with context.push(csrf_token=TOKEN_PLACE, here=HERE_PLACE):
                return self.content.render(context)

        parts = bars.get((self.name, context["shell"]), make)
        own = {"token": [str(context["csrf_token"]).encode()], "here": [escape(context["here"]).encode()]}
        return mark_safe(text_of(filled(parts, own)).decode())  # noqa: S308  (drawn by a template; what is filled in is escaped)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """``{% kept name %}…{% endkept %}``: what depends on nothing but the shell; the name is its own in the product."""
    name = token.split_contents()[1]
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, content)
