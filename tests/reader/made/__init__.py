"""Makes the same document as text, HTML, DOCX and PDF, from the layout of a text."""
