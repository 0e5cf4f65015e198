"""``{% say "…" %}``: a sentence of the petitioners' pages in the language they are read in."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bancheng.web.public.english import english
from bancheng.web.public.refused import of_a_file

register = template.Library()
register.filter("of_a_file", of_a_file)


@register.simple_tag(takes_context=True)
def say(context: Context, sentence: str, **filled: Any) -> SafeString:
    """The sentence, with what fills its ``{places}``, made safe for the page."""
    text = english(sentence) if context.get("language") == "en" else sentence
    return format_html(text, **filled) if filled else format_html("{}", text)
