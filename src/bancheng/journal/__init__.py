"""办件日志: sealed facts, and the only hand that writes them."""
