"""Benchmarks: `uv run python -m tests.bench NAME [options]`; the last line printed is one JSON object.

start    from the command to the first usable screen
screens  moving about and typing, with 10,000 mistakes in the store
sync     records up, down to a second device, and one edit until the other device shows it
simulate  a seeded simulation of devices, a server, and all that goes wrong: nothing may be lost
timer    the study clock: random days, kills, the start-up check, the heart's wakes
crash     the same with real processes and kill -9
"""
