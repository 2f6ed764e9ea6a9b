"""How well each knowledge point is mastered, and what to learn next.

model.py    how likely an answer is right: ratings and counts, brought up to date by each answer (pure)
standing.py all points of a person with their evidence, from the answers and reviews in the store
fringe.py   what is ready to be learned, and which gaps stand before a point (pure)
drawing.py  what is drawn of the graph: layers and lines (pure)
overview.py `Mastery`, the facade; and how the causes of mistakes shift
"""
