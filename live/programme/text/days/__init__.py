"""Days: dates as they are written, headings that name a day, the year, and which session is on which day."""
