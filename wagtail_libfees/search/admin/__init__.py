"""The search in the admin: what found nothing, and the words that mean the same."""
