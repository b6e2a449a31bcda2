"""Whether a text that others will read seems to name somebody. Pure."""

import re

#: What looks like a person: twelve digits of an IIN, sixteen of a card, a telephone, an e-mail, a flat.
_PERSONAL = re.compile(
    r"(?<!\d)\d{12}(?!\d)"
    r"|(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?!\d)"
    r"|(?:\+7|(?<!\d)8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.\w+"
    r"|(?:\bкв\.?|\bпәтер(?:і)?|\bквартир[аеыу]|\bflat|\bapartment)\s*№?\s*\d+|\d+\s*-?\s*(?:ші|шы)?\s*пәтер",
    re.IGNORECASE,
)


def looks_personal(text: str) -> bool:
    """Whether a text seems to name somebody: telephone, IIN, card, e-mail, flat."""
    return bool(_PERSONAL.search(text))
