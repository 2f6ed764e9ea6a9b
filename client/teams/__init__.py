"""Teams: two to six people, and a friend whom they invite, study together in a space that they share.

tables.py     the records of a team's space as rows, and what this device is about to join
consent.py    Consent: under fourteen a parent agrees first, in the family's space
errors.py     TeamError
intents.py    Intents: what somebody wants to join or make, kept until the server has answered
answered.py   one request that may be repeated, until a bad network lets an answer through
streak.py     the streak of a team, from its check-ins (pure)
quests.py     the quest of a team, from what its members told (pure)
practising.py Practising: the questions of a quest on this device
rewards.py    what checking in opens (pure)
places.py     how many may be in a team, and whom it has its extra place from (pure)
focus.py      Focusing: a timer that members share
wordlist.py   what nobody says here (pure)
talking.py    Talking: what members of fourteen and over say
safety.py     Safety: block and report
phrases.py    what one may say with one tap
doing.py      Doing: check in, cheer, tasks of the day
home.py       a team's home, read from the store
meeting.py    what partners and merging are made of
partners.py   Partners: looking for somebody to study with
merging.py    Merging: a sleeping team is offered another one
presence.py   Beating: who is there
teams.py      Teams: all of it, for the screens
joining.py    Joining: carries the intents out, over restarts
"""
