"""Settings, addresses and the server's door: the top floor, which nothing else imports."""
