"""How Xueban looks: one green seed, by day and by night, each also in high contrast.

roles.py     colours by role (`Role`)
palettes.py  the four palettes behind the roles
shape.py     spacing, radii, widths, elevation
type.py      text styles for Chinese and Latin together, and how large they are
motion.py    how long things move, or that nothing moves
inks.py      the colours of a pen
people.py    a colour for a person
icons.py     the one icon set, by meaning (`Icons`)
themes.py    the `ft.Theme` objects built from these
"""

from views.theme.icons import Icons
from views.theme.inks import ink
from views.theme.motion import CURVE, FAST_MS, NORMAL_MS, motion, moves, reduce_motion
from views.theme.people import person
from views.theme.roles import Role
from views.theme.shape import (
    CARD_PADDING,
    CARD_RADIUS,
    CONTENT_WIDTH,
    FIELD_RADIUS,
    FLAT,
    FLOATING,
    FORM_WIDTH,
    GAP,
    HERO_RADIUS,
    LIFTED,
    PAGE_WIDTH,
    PILL,
    ROW_RADIUS,
    TARGET,
    XL,
    XS,
    XXL,
    L,
    M,
    S,
)
from views.theme.themes import FONT, FONTS, dark_theme, light_theme
from views.theme.type import (
    BODY,
    CAPTION,
    DISPLAY,
    HEADING,
    LABEL,
    LEAD,
    READING,
    TITLE,
    grown,
    lines,
    scale_text,
    text_scale,
)

__all__ = [
    "BODY",
    "CAPTION",
    "CARD_PADDING",
    "CARD_RADIUS",
    "CONTENT_WIDTH",
    "CURVE",
    "DISPLAY",
    "FAST_MS",
    "FIELD_RADIUS",
    "FLAT",
    "FLOATING",
    "FONT",
    "FONTS",
    "FORM_WIDTH",
    "GAP",
    "HEADING",
    "HERO_RADIUS",
    "LABEL",
    "LEAD",
    "LIFTED",
    "NORMAL_MS",
    "PAGE_WIDTH",
    "PILL",
    "READING",
    "ROW_RADIUS",
    "TARGET",
    "TITLE",
    "XL",
    "XS",
    "XXL",
    "Icons",
    "L",
    "M",
    "Role",
    "S",
    "dark_theme",
    "grown",
    "ink",
    "light_theme",
    "lines",
    "motion",
    "moves",
    "person",
    "reduce_motion",
    "scale_text",
    "text_scale",
]
