"""The simulated audience of a rehearsal: a program of its own, whose people come, ask, vote, answer and signal as
anybody does, over sockets and with forms. It knows nothing of the service but its protocol.

A worker starts it for a rehearsal that was pressed in the browser (`live/audiences.py`), `live rehearse` runs it in the
terminal. Its people show the rehearsal's own token, which lets them count as so many places and opens nothing else.
"""
