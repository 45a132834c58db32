"""The front door: read a request, call one action, answer. Knows nothing of sockets."""
