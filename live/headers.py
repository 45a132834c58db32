"""What every answer says to browsers, whichever room gives it."""

NO_PAGE = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",  # opened as a page, it runs nothing
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-live": "1",  # tells our answers from those of filters, portals and proxies; `answers.js` looks for it
}
