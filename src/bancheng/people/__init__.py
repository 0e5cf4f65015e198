"""Who people are and where they sit: units, posts, windows, shifts, sign-in.

Knows nothing of cases. Other rooms ask ``seats`` which roles somebody has at a centre and
``actor`` for the core's view of it.
"""
