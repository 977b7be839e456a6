"""Pages as people see them: the picture of a page, and boxes that lie on its words."""
