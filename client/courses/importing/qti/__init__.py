"""IMS Question and Test Interoperability: 1.2 (in cartridges and on its own), 2.x and 3.0.

item        an item of 2.x or 3.0: its text, its interactions, what is right
answers     what an item declares as right, and where only its processing says so
kinds       an interaction as a question
files       items, tests and packages
old         items of 1.2 with the question types of Common Cartridge and Canvas
oldanswers  the responses of an item of 1.2, and what is right
oldtexts    what is told in it
oldfiles    assessments and banks of 1.2
"""
