"""What stands on disk: the standards and the calendars, read once and kept."""
