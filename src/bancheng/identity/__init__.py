"""身份核验: a second step at sign-in, and signing in by the organisation's own identity service."""
