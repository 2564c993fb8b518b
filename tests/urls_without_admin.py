"""A site that shows pages, and whose editors work elsewhere."""

urlpatterns: list = []
