"""Profiles: what is particular to a family of sources. See `registry` to add one."""

from .base import Evidence, Profile
from .registry import get_profile, profile_names, register

__all__ = ["Evidence", "Profile", "get_profile", "profile_names", "register"]
