"""Every Vietnamese sentence that a user reads, and the folding of Vietnamese text. Nothing else in the code is Vietnamese."""
