"""我的账号: one's own way in — password, second step, the organisation's identity."""
