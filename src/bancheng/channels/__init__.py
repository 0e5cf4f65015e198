"""渠道: other systems by which matters arrive and answers leave, each an adapter of its own."""
