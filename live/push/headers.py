"""What every answer of this room says to browsers: it is no page, runs nothing, and is framed by nobody."""

NO_PAGE = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-live": "1",
}
