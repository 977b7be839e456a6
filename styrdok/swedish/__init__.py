"""What is known of the Swedish language: tokens, sentences, lemmas, compounds, dates."""
