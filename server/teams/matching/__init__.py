"""Who could study with whom: people who wait are paired by what they have in common.

people.py       Person, the rules that nothing outweighs, the score and its reasons (pure)
candidates.py   the best candidates of each, without comparing everybody with everybody (pure)
pairing.py      pairs from candidates: greedy, then mended (pure)
waiting.py      who waits, and what is known of them, as the database has it
turns.py        when pairing takes its turn
suggesting.py   pairs up those who wait, now and then
answering.py    wishes, answers, blocks: what the endpoints do
"""
