"""Training the classifier of knowledge points: at a desk, never on a phone; needs SciPy (a development dependency).

questions.py  the questions, their labels, and the names of the labels
tables.py     the public sets' names for our points, and how questions of a point are usually worded (wordings.json)
vectors.py    questions as sparse rows, and the vocabulary that is kept
fit.py        weights for modules and points by ridge regression, with what solutions and unsorted questions teach
pack.py       weights pruned to a byte each: the model's arrays
"""
