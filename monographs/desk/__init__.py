"""The editorial desk: the admin, a module for each registered model or desk page."""
