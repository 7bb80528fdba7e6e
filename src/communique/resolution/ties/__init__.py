"""What a later thing does to an earlier one: answers to asks, deeds to promises, meetings that go on."""
