"""事项库: service items, their materials, circles of items that wait for one another."""
