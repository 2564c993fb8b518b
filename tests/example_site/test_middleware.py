"""The policy that the example sends, also when it is copied to a site with fewer admins."""

import pytest
from django.http import HttpResponse
from django.test import override_settings

from example_site.middleware import ContentSecurityPolicyMiddleware


@pytest.mark.parametrize("urls", ["example_site.urls", "tests.urls_without_admin"])
@pytest.mark.parametrize(("path", "strict"), [("/", True), ("/takster/", True), ("/admin/", False)])
def test_public_pages_get_the_policy(rf, urls, path, strict):
    with override_settings(ROOT_URLCONF=urls):
        response = ContentSecurityPolicyMiddleware(lambda request: HttpResponse())(rf.get(path))
    admin_is_here = urls == "example_site.urls"
    assert ("Content-Security-Policy" in response) == (strict or not admin_is_here)
