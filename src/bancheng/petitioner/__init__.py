"""诉求人: who has no account — the query code, asking, submitting, and what they may be told."""
