"""Rows of cells: CSV and spreadsheets, read and written."""
