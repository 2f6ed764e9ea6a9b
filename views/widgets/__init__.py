"""The parts that screens are made of. Plain functions that build controls, so they work anywhere in a component.

`/design` (views/design) shows each of them in every theme.

page.py      Page: the scaffolding of a screen
header.py    PageHeader, Section: the heads of a screen and of its parts
card.py      Card, ListRow, Emblem, Badge: what lies on it
bar.py       Bar: what to do next, at the bottom of a task
buttons.py   PrimaryButton, SecondaryButton, TextLink, IconAction, Chip: what can be pressed
choice.py    Segmented: one of a few
field.py     Field: a text field with its error
dialog.py    Dialog: the one form of a dialog
toast.py     Toast: a word that goes by itself, with 撤销
states.py    EmptyState, Disc, Skeleton, ErrorNote, AsItWas, Picture: what is shown when there is nothing (yet)
charts/      Progress, Ring, Bars, Line, HeatMap: numbers one sees at a glance
drawing.py   a course's drawing on white paper
marked.py    Marked: a text with what was searched for in bold
rich.py      RichText: Markdown with formulas and drawings
formula.py   Formula: one formula on its own line, which fits or scrolls
formulas.py  short formulas as text that flows with its line
sign.py      Sign: an icon among words
speech.py    formulas in words, for screen readers
question/    a question, for quizzes and reviews
ident.py     ident: a name by which browser tests find a control
"""

from views.widgets.bar import Bar
from views.widgets.buttons import Chip, IconAction, PrimaryButton, SecondaryButton, TextLink
from views.widgets.card import Badge, Card, Emblem, ListRow
from views.widgets.charts import Bars, Columns, Encircled, HeatMap, Line, Progress, Ring
from views.widgets.choice import Segmented
from views.widgets.dialog import Dialog
from views.widgets.field import Field
from views.widgets.formula import Formula
from views.widgets.header import PageHeader, Section
from views.widgets.ident import ident
from views.widgets.page import Leaves, Page
from views.widgets.rich import RichText
from views.widgets.sign import Sign
from views.widgets.states import AsItWas, Disc, EmptyState, ErrorNote, Picture, Skeleton
from views.widgets.toast import Toast

__all__ = [
    "AsItWas",
    "Badge",
    "Bar",
    "Bars",
    "Card",
    "Chip",
    "Columns",
    "Dialog",
    "Disc",
    "Emblem",
    "EmptyState",
    "Encircled",
    "ErrorNote",
    "Field",
    "Formula",
    "HeatMap",
    "IconAction",
    "Leaves",
    "Line",
    "ListRow",
    "Page",
    "PageHeader",
    "Picture",
    "PrimaryButton",
    "Progress",
    "RichText",
    "Ring",
    "SecondaryButton",
    "Section",
    "Segmented",
    "Sign",
    "Skeleton",
    "TextLink",
    "Toast",
    "ident",
]
