"""The same version as a page, for programs: JSON, Markdown, FHIR."""
