"""Teams (组队): studying together.

teams.py      the teams of this account, what it is about to join, and the ways into one
beginning.py  make a team, join one by a code or a link
partner.py    looking for a partner: the wish, the wait, the suggestion
waiting.py    what is under way: "joining…", waiting for a parent, refused
team.py       a team's home
questing.py   the quest on a team's home
quest.py      the quest itself
checking.py   checking in, and the last days
members.py    who belongs to it, who is there, cheers
tasks.py      what to do together today
focus.py      the focus room
chat.py       the team's talk, from fourteen on; guarding.py reports and blocks
more.py       what is rarer: the study pack, the certificate, looking back, inviting, leaving
inviting.py   the code with its picture; leaving
merging.py    a sleeping team is offered another one
consent.py    a parent answers whether a child may be in teams
words.py      teams in sentences
"""
