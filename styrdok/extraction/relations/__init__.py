"""How a document relates to what it mentions, and whether that is stated, proposed, asked for or denied."""
