"""Briefings: a comparison as the files that an office opens: a page, a PDF, a workbook, documents, pictures, data."""
