"""The processes: a supervisor that holds the sockets and the store, and workers that serve, hardened and drained."""
