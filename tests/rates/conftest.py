"""Generated examples are judged by their outcome, never by the speed of a shared machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("rates", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rates")
