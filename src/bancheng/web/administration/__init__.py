"""设置: units, people, windows, hours, days, for the administrator."""
