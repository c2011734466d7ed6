"""Data → bytes: xlsx, docx, png, ics."""
