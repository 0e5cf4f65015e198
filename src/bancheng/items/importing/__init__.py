"""导入事项: a list of items from a table or JSON, tried first, then brought in as versions."""
