"""通报的各页 (bulletin): those that went out, the drafts, and the files."""
