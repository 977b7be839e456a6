-- Views of a copy of a registry, for Datasette and other readers of SQLite: sqlite3 copy.db < views.sql
CREATE VIEW IF NOT EXISTS inventory AS
  SELECT known.document AS id, known.title, known.kind, known.type, known.organisation, known.adopted_by,
    known.adopted_on, known.decision, known.diary_numbers, known.valid_from, known.valid_to, known.open_ended,
    known.responsible, known.status, documents.pages
  FROM descriptions AS known JOIN documents ON documents.id = known.document;
CREATE VIEW IF NOT EXISTS cross_references AS
  SELECT mentions.document AS source, here.title AS source_title, mentions.page, mentions.quote AS words, mentions.label,
    mentions.relation, mentions.modality, resolutions.status AS resolution, resolutions.target,
    there.title AS target_title
  FROM mentions JOIN resolutions USING (document, position)
  JOIN descriptions AS here ON here.document = mentions.document
  LEFT JOIN descriptions AS there ON there.document = resolutions.target;
CREATE VIEW IF NOT EXISTS text AS
  SELECT passages.document, known.title, passages.page, passages.section, passages.text
  FROM passages JOIN descriptions AS known USING (document);
CREATE VIEW IF NOT EXISTS duties AS
  SELECT commitments.document, known.title, commitments.actor, commitments.bindingness, commitments.text,
    commitments.deadline, commitments.page
  FROM commitments JOIN descriptions AS known USING (document);
CREATE VIEW IF NOT EXISTS subjects AS
  SELECT themes.document, known.title, themes.theme, themes.weight
  FROM themes JOIN descriptions AS known USING (document);
CREATE VIEW IF NOT EXISTS what_people_did AS
  SELECT at, who, kind, subjects, action, verdict, reason, field, value, comment, undoes FROM acts;
