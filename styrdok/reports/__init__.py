"""What reviewers carry away: export, HTML and office files."""
