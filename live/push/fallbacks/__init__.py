"""For networks that let no WebSocket through: server-sent events and long polling."""
