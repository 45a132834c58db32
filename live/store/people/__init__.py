"""What the store holds of who is here: leases, numbers per minute, signals, and who has been shown what."""
