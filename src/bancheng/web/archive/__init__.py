"""档案的页面: packages found again, and those of one case made and taken out."""
