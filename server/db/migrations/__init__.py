"""Numbered steps from an empty database to the tables of today, each run once, in order, in a transaction.

running.py                            runs the steps that a database lacks
m0001_accounts_spaces_and_log.py      accounts, devices, tokens, spaces, memberships, the log, what was set aside
m0002_devices_seen.py                 when a device was last seen
m0003_invites_and_joins.py            names of spaces, invites, and which requests to join have been carried out
m0004_files.py                        files
m0005_chains_and_states.py            chains of logs, the epoch, the merged state of spaces
m0006_departures.py                   who has left which space
m0007_token_generations.py            how often a device has been given tokens
m0008_courses.py                      the catalogue of courses
m0009_live.py                         live lessons
m0010_leaving.py                      who wants to leave a space
m0011_batches.py                      operations in batches, as devices packed them
m0012_links_and_consents.py           weeks for teachers, consents of guardians
m0013_partners.py                     who looks for a partner, who was suggested to whom, who blocks whom
m0014_closed.py                       which requests to delete an account have been carried out
m0015_feedback.py                     feedback is found among the records without looking at all of them
m0016_reports.py                      what members of teams have reported
m0017_merging.py                      which sleeping teams would merge, and have
m0018_invited.py                      by whose invite a member came

A step is never changed once it has been released: what comes later is another step.
"""
