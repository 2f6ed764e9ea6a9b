"""Numbers one sees at a glance, in one style: rounded, calm green, what is now the strongest, every value in words too.

progress.py  Progress: how much of something is done
ring.py      Ring: how far the day has come; Encircled: something, and how far one is in it
bars.py      Bars: a few days beside each other
columns.py   Columns: many values, each perhaps of several parts
line.py      Line: how something goes over time
heat.py      HeatMap: which days were days of study
"""

from views.widgets.charts.bars import Bars
from views.widgets.charts.columns import Columns
from views.widgets.charts.heat import HeatMap
from views.widgets.charts.line import Line
from views.widgets.charts.progress import Progress
from views.widgets.charts.ring import Encircled, Ring

__all__ = ["Bars", "Columns", "Encircled", "HeatMap", "Line", "Progress", "Ring"]
