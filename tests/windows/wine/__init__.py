"""What runs under Wine, and what Wine lacks."""
