"""iCalendar, read and written, with what Outlook and Google make of it."""
