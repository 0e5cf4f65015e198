"""待交办: cases to be screened, put to a meeting or passed on, the oldest first."""
