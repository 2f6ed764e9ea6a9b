"""Knowledge battles (知识大作战).

entry.py     on a team's home: who invites, and the way to begin one
make.py      what a battle is to ask; the way in by another team's code
battle.py    the screen of one battle: whichever of the following it is at
lobby.py     who is there, until its maker begins
asking.py    a question, its time, and who has answered
between.py   how one's answer was, until the next question comes
result.py    the ranking, and what went wrong
book.py      what of it is in the mistake book
parts.py     the rules on one card, the players, the line that is gone
homes.py     where a battle belongs, and the way back there
following.py the battle as it is now
words.py     battles in sentences
"""
