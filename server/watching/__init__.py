"""How the server does, for whoever runs it; nothing here says who somebody is or what they wrote.

requests.py   ASGI middleware: each request once to the metrics, and a line in the log when one is wanted
gauges.py     counters and times in Prometheus' format; routes.py: the page that shows them
logs.py       log lines as JSON
"""
