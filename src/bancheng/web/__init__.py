"""Pages (网页): what people see; nothing is decided or stored here."""
