"""E-mail: from bytes to what a mail holds, from words to a draft, and the talk with the servers."""
