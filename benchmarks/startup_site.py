"""Settings of the example site with as much of the package as `LIBFEES_APPS` says.

`none`: the same site without the package. `pages`: all but the importers. `all`: all of it.
The front page of the example shows what the package has, so it is in none of them.
"""

import os

from example_site.settings import *  # noqa: F403
from example_site.settings import INSTALLED_APPS, MIDDLEWARE

LEFT_OUT = {
    "none": ("wagtail_libfees",),
    "pages": ("wagtail_libfees.imports",),
    "all": (),
}[os.environ["LIBFEES_APPS"]]

INSTALLED_APPS = [
    name for name in INSTALLED_APPS if not name.startswith((*LEFT_OUT, "example_site.home"))
]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(LEFT_OUT)]
ROOT_URLCONF = "benchmarks.startup_urls"
WAGTAIL_LIBFEES = {"BASE_TEMPLATE": "wagtail_libfees/base.html"}
