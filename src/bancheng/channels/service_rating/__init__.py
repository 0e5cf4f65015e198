"""好差评: cases and ratings out to the rating platform, ratings back; a bad one opens a case."""
