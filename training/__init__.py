"""The open corpus at work: loading it, checking it, counting it, and parting it for training."""
