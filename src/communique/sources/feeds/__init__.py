"""News feeds: RSS and Atom, and which of their items were seen before."""
