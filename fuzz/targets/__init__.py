"""A module for each reader; its `TARGET` is found by the module's name."""
