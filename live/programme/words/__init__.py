"""What words tell, in the languages programmes are written in: breaks, people, places, labels. Mostly tables."""
