"""Settings of the example site with as much of the package as `LIBFEES_APPS` says.

`none`: the same site without the package. `pages`: all but the importers. `all`: all of it.
"""

import os

from example_site.settings import *  # noqa: F403
from example_site.settings import INSTALLED_APPS, MIDDLEWARE

LEFT_OUT = {
    "none": ("wagtail_libfees",),
    "pages": ("wagtail_libfees.imports",),
    "all": (),
}[os.environ["LIBFEES_APPS"]]

INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith(LEFT_OUT)]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(LEFT_OUT)]
ROOT_URLCONF = "benchmarks.startup_urls"
