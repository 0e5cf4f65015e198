"""The pure rules: no Django, no clock, no database, no files, no randomness."""
