"""The known profiles. A project registers its own in its `AppConfig.ready()`."""

from __future__ import annotations

from wagtail_libfees.text.messages import Sentence, gettext_noop

from ..document import Document
from ..errors import ProfileError
from .base import Profile

_PROFILES: dict[str, Profile] = {}
AUTO = "auto"


def register(profile: Profile) -> Profile:
    """Make a profile known under its name; a later one of the same name replaces it."""
    if not profile.name or profile.name == AUTO:
        raise ProfileError(gettext_noop("A profile needs a name other than “%(name)s”."), name=AUTO)
    _PROFILES[profile.name] = profile
    return profile


def profile_names() -> tuple[str, ...]:
    """All names that `get_profile` takes, "auto" first."""
    _load()
    return (AUTO, *sorted(_PROFILES))


def get_profile(name: str, document: Document) -> tuple[Profile, Sentence]:
    """The profile of that name, or the best for the document; and why it is the one."""
    _load()
    if name == AUTO:
        return _best(document)
    if name not in _PROFILES:
        raise ProfileError(
            gettext_noop("Unknown profile “%(name)s”; known are: %(known)s."),
            name=name,
            known=", ".join(profile_names()),
        )
    return _PROFILES[name], Sentence(gettext_noop("asked for"))


def _best(document: Document) -> tuple[Profile, Sentence]:
    found = [(profile.evidence(document), profile) for profile in _PROFILES.values()]
    evidence, profile = max(found, key=lambda pair: pair[0].score)
    return profile, evidence.sentence


def _load() -> None:
    """The profiles of this package register themselves when they are first asked for."""
    if "generic" not in _PROFILES:
        from . import ding2, dpl, generic, kk, kombit

        for module in (kk, kombit, dpl, ding2, generic):
            if module.PROFILE.name not in _PROFILES:
                register(module.PROFILE)
