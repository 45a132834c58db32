"""The event around its sessions: what it is called, when it is as a whole, and what else the page says."""
