"""A wing: the search in borrowers' questions, and what was searched for and not found."""
