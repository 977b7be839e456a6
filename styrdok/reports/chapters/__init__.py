"""The chapters of the report, one module each: from :class:`~styrdok.reports.material.Material` to a section."""
