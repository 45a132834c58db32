"""Pages people read: saved web pages and front matter in, text and Markdown out."""
