"""The parser for programmes in plain text. From the ground up, each floor knowing those before it:

- `clocks`, `days`: what in a line says a time or a day
- `lines`: the lines, mended and without noise, and where on each its time stands
- `layouts`: the ways programmes are written, as a table, and which of them this text is in
- `sessions`, `event`: what each session's lines say, and what stands around them
- `reading` runs them in order; `accounts` names every time that nothing has explained
"""
