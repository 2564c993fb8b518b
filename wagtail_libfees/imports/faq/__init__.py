"""Questions that were read become a draft of the payment FAQ and the staff guide."""
