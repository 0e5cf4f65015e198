"""通报 (bulletin): what a centre tells of a month, a quarter or a year, with figures that stay."""
