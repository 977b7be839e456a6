-- Headings are looked through where passages keep them: here they lie together, without the texts between them.
CREATE INDEX passage_sections ON passages (document, section, position, page, page_start);
