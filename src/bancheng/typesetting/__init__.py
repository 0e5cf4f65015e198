"""排版 (typesetting): sheets as data in, PDF/A or DOCX out. It knows paper and letters, no case."""
