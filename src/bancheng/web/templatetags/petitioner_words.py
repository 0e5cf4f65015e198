"""``{% say "…" %}``: a sentence of the petitioners' pages in the language they are read in."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bancheng.web.public.english import english
from bancheng.web.public.privacy import notice
from bancheng.web.public.refused import of_a_file

register = template.Library()
register.filter("of_a_file", of_a_file)


@register.simple_tag(takes_context=True)
def say(context: Context, sentence: str, **filled: Any) -> SafeString:
    """The sentence, with what fills its ``{places}``, made safe for the page."""
    text = english(sentence) if context.get("language") == "en" else sentence
    return format_html(text, **filled) if filled else format_html("{}", text)


@register.inclusion_tag("public/notice.html", takes_context=True)
def privacy_notice(context: Context, whole: bool = False, files: bool = False) -> dict[str, Any]:
    """What becomes of what is written here; ``whole`` where it is asked for the first time."""
    visit = context["visit"]
    told = {"whole": whole, "files": files, "notice": notice(visit)}
    return {"centre": visit.centre, "language": visit.language, **told}
