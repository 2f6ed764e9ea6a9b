"""The mistake book (错题本): wrong answers, the knowledge point that each belongs to, and when to look at it again.

graphfile.py  the knowledge graph's files: subject → module → point, with aliases and prerequisites
knowledge.py  the graph of all files, checked, and how its points are found
ownfiles.py   graph files that a person or a school adds
proposing.py  which points a question may belong to: names, a trained model, and what the person's book teaches
names.py      … by the names and aliases of the points
features.py   … what a trained model sees of a question
model.py      … a trained model's file, and how it ranks
learned.py    … what the person's own sorted mistakes teach
classify.py   the command that a model is judged with
train.py      the command that makes a model; training/ is its workshop, and never runs on a phone
alike.py      when two questions are the same one
bank/         all questions of this device: the same one again, and others like it
causes.py     rules that propose why an answer was wrong
schedule.py   FSRS as pure functions: a log of reviews in, the state of memory out
plan.py       how the person reviews: buttons, share of a day, easy days, exam
spread.py     on which day near the one that is due a card is asked
queue.py      the day's queue: order, share, forecast
mastery/      how well each point is mastered, and what to learn next
days.py       what counts as due today, and how an interval is said
tables.py     the rows: mistakes and reviews, which are synced, and cards, which are derived from them
capture/      a mistake written down: typed, pasted, from a picture
printing/     practice sheets as PDF and for Word
cuttings.py   the pictures of a mistake
derive.py     keeps the cards in step with the reviews, in the same transaction
entries.py    what the screens get: a mistake in a list, one with its past, the numbers of today
cards.py      the queries behind it
listing.py    what a list shows, filtered and sorted; the code on paper
bulk.py       many changed at once
drawers.py    subject, module and point with their counts, for the list's filter
graphs.py     the graph as this device has it: read once, files added and taken away
reviewing.py  what is due, reviews as they are noted and taken back
book.py       `MistakeBook`, the facade for everybody else
"""
