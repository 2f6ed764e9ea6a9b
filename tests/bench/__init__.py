"""Benchmarks: `uv run python -m tests.bench NAME [options]`; the last line printed is one JSON object.

start    from the command to the first usable screen
screens  moving about and typing, with 10,000 mistakes in the store
sync     records up, down to a second device, and one edit until the other device shows it
notes    writing among 10,000 notes, in a long one, and until another device shows it
writers  two browsers type into one note at random, with the network cut at random: nothing may be lost
simulate  a seeded simulation of devices, a server, and all that goes wrong: nothing may be lost
timer    the study clock: random days, kills, the start-up check, the heart's wakes
crash     the same with real processes and kill -9
"""
