"""{% load portal %}: names of areas in the language of the page."""

from django import template

from senim.territory import api as territory
from senim.web.words import language

register = template.Library()


@register.filter
def area_name(info: territory.AreaInfo) -> str:
    """The area's name in the language of the page."""
    return territory.name_of(info, language())
