"""What is drawn by hand in a note: strokes as vectors, each of which is kept and synced by itself.

strokes.py   a stroke: how it is written down, made simple, hit by the eraser
drawings.py  the drawings of this device's notes
svg.py       a drawing as SVG; strokes out of an SVG
paths.py     an SVG's path data and transforms as points
inkml.py     strokes out of InkML, as smart pens write it
reading.py   strokes out of a file, whichever it is
fitting.py   strokes from elsewhere, scaled onto the paper
"""
