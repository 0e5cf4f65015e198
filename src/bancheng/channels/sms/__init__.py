"""短信: what a petitioner needs to know, on any telephone, and nothing of the matter."""
