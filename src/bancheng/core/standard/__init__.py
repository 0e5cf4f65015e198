"""规范 (standard): a region's regulation as data — its schema, its reading and its linting."""
