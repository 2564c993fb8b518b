"""People of the example site, for the code that tests run in it: roles, and open sessions."""

import contextlib
import io

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from wagtail.models import Locale, Site


def session_of(name):
    """The key of the session in which somebody is logged in."""
    return f"the-session-of-{name}"


def log_in(user):
    """Give somebody a session, so that no test has to log in first."""
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.save()
    Session.objects.filter(pk=session.session_key).update(session_key=session_of(user.username))


def person(name, role, **about):
    """Somebody with no more than a role, logged in."""
    about.setdefault("email", f"{name}@fjordby.example")
    user = get_user_model().objects.create_user(name, password="demo", **about)
    user.groups.set([Group.objects.get(name=role)])
    log_in(user)
    return user


def staff_the_demo():
    """The demo's administrator, and one in each role that writes, are logged in."""
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("libfees_setup_roles")
    log_in(get_user_model().objects.get(username="admin"))
    person("rikke", "Redaktør", first_name="Rikke", last_name="Holm")
    person("mads", "Medarbejder", first_name="Mads", last_name="Bak")
    person("lars", "Lokal administrator", first_name="Lars", last_name="Juhl")


def sandby():
    """A second library, of which nobody has stated anything, with its editor and administrator."""
    from wagtail_libfees.models import FeeSettings

    first = Site.objects.get(is_default_site=True).root_page.specific
    front = type(first)(title="Sandby", slug="sandby-ny", locale=first.locale)
    root = first.add_sibling(instance=front)
    site = Site.objects.create(hostname="sandby.example", root_page=root)
    FeeSettings.objects.create(site=site)
    english = front.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    call_command("libfees_setup_roles", site="sandby.example", verbosity=0)
    person("ny", "Redaktør (sandby.example)")
    person("lokal", "Lokal administrator (sandby.example)")
    return site
