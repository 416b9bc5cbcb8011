"""Every Vietnamese sentence that a user reads, and the folding of Vietnamese text. No other code is Vietnamese."""
