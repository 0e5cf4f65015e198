"""年度量化评分与评先评优: points from the figures' facts, fixed by people."""
