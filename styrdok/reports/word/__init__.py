"""The parts of a Word report; needs python-docx, so nothing here is imported before it is asked for."""
