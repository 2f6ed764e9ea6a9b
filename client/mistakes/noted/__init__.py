"""Review cards out of notes: a gap or a question that is marked in a text (`client.notes.writing.cards`).

tables.py     the rows: which mark is which card (synced), and what it asks now (derived)
following.py  keeps the cards in step with the texts, in the transaction that changed these
reading.py    a card as the review shows it, and its place in its note
"""
