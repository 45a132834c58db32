"""WebSockets: our own protocol on the server's sockets, and the endpoint that works on any ASGI server."""
