"""What resolution is not sure of: pairs that nearly were one, and merges that little speaks for."""
