"""归档 (archive): a case's package, made at one touch, kept, found again, and checked anywhere."""
