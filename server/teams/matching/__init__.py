"""Who could study with whom: people who wait are paired by what they have in common.

people.py       Person, the rules that nothing outweighs, the score and its reasons (pure)
candidates.py   the best candidates of each, without comparing everybody with everybody (pure)
pairing.py      pairs from candidates: greedy, then mended (pure)
"""
