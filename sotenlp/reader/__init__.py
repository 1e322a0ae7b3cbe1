"""From files to documents: text with sections, blocks and metadata, offsets exact."""
