"""诉求人的网页: without an account, large and plain, in Chinese and, here alone, in English."""
