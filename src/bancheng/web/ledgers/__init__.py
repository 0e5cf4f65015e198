"""Pages of the ledgers: read, sifted, taken out, brought in; and who took which out."""
