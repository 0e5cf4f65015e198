"""值班: rota, handover, leaders in the hall, the staff list."""
