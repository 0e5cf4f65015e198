"""接口: signed requests of other systems under /api/v1; the same rules and doors as the pages."""
