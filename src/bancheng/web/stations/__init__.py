"""代收: a village station hands in for its people, and sees what becomes of it."""
