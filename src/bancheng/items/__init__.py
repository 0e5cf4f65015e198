"""事项库: service items, their materials, and what waits for what (SC-8.3.2, XF-7.4)."""
