"""工作台: drafts, saved views, ready texts, the palette, who else is looking."""
