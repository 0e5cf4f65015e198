"""通知: what stands in the outbox reaches people, at decent hours."""
