"""工作台: what a person keeps at hand: drafts, saved views, ready texts, who else is looking."""
